"""Clauses of the convention that the tests of proof and of answering speak about, as they stand in it."""

PREAVIS = (
    "La présente convention peut être dénoncée par l'une ou l'autre des parties moyennant un délai de prévenance "
    "de 6 mois."
)
MISE_EN_DEMEURE = (
    "En cas de non-respect par l'une des parties de l'une de ses obligations résultant de la présente convention, "
    "celle-ci pourra être résiliée de plein droit par l'une ou l'autre partie, à l'expiration d'un délai d'un mois "
    "suivant l'envoi d'une lettre recommandée avec avis de réception valant mise en demeure de se conformer aux "
    "obligations contractuelles et restée infructueuse."
)
SANS_MISE_EN_DEMEURE = (
    "La présente convention sera résiliée de plein droit par la Caf, ou la ville, sans qu'il soit besoin de procéder "
    "à une mise en demeure ou de remplir toutes formalités judiciaires, en cas de modification d'un des termes de la "
    "présente convention sans la signature d'un avenant."
)
EFFETS = "La résiliation de la présente convention entraînera l'arrêt immédiat des engagements des parties."
RECONDUCTION = "La présente convention ne peut être reconduite que par accord explicite."
COPIL = (
    "Le pilotage opérationnel, la collaboration technique et le suivi de la mise en œuvre de la Ctg reposeront, "
    "a minima, sur un comité de pilotage semestriel (annexe 2)."
)
ANIMATION = (
    "Le comité de pilotage est animé par la collectivité en étroite collaboration avec les services de la Caf. Le "
    "secrétariat permanent est assuré par la Collectivité, avec l'appui de la Caf."
)
COMPOSITION = "Ce comité est composé, à parité, de représentants de la Caf et de la Collectivité."
PERSONNES = (
    "Les parties conviennent d'un commun accord que des personnes ressources en fonction des thématiques repérées "
    "pourront participer à ce comité de pilotage à titre consultatif."
)
LOI = "la loi n° 78-17 du 6 janvier 1978 modifiée relative à l'informatique, aux fichiers et aux libertés"
VISA = (
    "Vu la délibération du conseil d'administration de la Caf du Nord en date du 17 janvier 2019 concernant le "
    "Contrat pluriannuel d'objectifs et de gestion (Cpog)"
)
RECOURS = (
    "Tout litige résultant de l'exécution de la présente convention est du ressort du Tribunal administratif dont "
    "relève la Caf."
)
DISCRETION = (
    "Les parties sont tenues, ainsi que l'ensemble de leur personnel, au secret professionnel, à l'obligation de "
    "discrétion et à l'obligation de confidentialité pour tout ce qui concerne les faits, informations, études et "
    "décisions dont elles auront eu connaissance durant l'exécution de la présente convention et après son expiration."
)
PARTIE = (
    "La commune de Lys Lez Lannoy représentée par son Maire, Monsieur Charles Alexandre PROKOPOWICZ , dûment autorisé "
    "à signer la présente convention par délibération du conseil municipal."
)
NULLITE = (
    "Si l'une quelconque des stipulations de la présente convention est nulle, au regard d'une règle de droit en "
    "vigueur ou d'une décision judiciaire devenue définitive, elle sera réputée non écrite, mais les autres "
    "stipulations garderont toute leur force et leur portée."
)
BONUS = (
    "La Caf s'engage, à l'issue du contrat enfance jeunesse (Cej), signé avec la collectivité, à conserver le montant "
    "des financements bonifiés à ce titre, et à les répartir directement entre les structures soutenues par la "
    "collectivité, sous la forme d'un « Bonus Territoire Ctg »."
)
# The seed sets no amount: this one is made up.
SUBVENTION = (
    "La Caf verse une subvention de 15 000 € par an, soit 12,5 % du budget, entre le 1er janvier 2024 et le "
    "31 décembre 2028."
)
