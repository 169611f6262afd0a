"""Sentences of the genre in yet other words, under a heading of the genre, and what is read of them."""

from __future__ import annotations

import pytest
from clause_reading import read

from ctgbot.model import ClauseValue, Period

WRITTEN = "any text"  # the value is the text's own words

READINGS: list[tuple[str, str, ClauseValue | None]] = [
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nUn comité de pilotage (Copil) suit la mise en œuvre. Réuni à l'initiative du "
        "président de la communauté de communes, il tient au moins deux séances par an.",
        2,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\n7.1 Comité de pilotage\n\nRythme : une réunion par semestre, plus une "
        "réunion extraordinaire si besoin.",
        2,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe pilotage politique est assuré par un COPIL, qui se tient annuellement.",
        1,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLes signataires se retrouvent au sein du comité de pilotage a minima 2 fois/an.",
        2,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage, coprésidé par le maire et la Caf, se réunira deux "
        "fois par an (printemps et automne).",
        2,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe Copil se réunira en tant que de besoin et au moins une fois par an pour "
        "dresser le bilan annuel.",
        1,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nInstances :\n\n- Copil : 1 fois par an ;\n- Cotech : 3 fois par an ;\n- "
        "groupes de travail : autant que nécessaire.",
        1,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nInstances :\n\n- Copil : 1 fois par an ;\n- Cotech : 3 fois par an ;\n- "
        "groupes de travail : autant que nécessaire.",
        3,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nInstances :\n\n- Copil : 1 fois par an ;\n- groupes de travail : 4 fois par an.",
        None,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est informé chaque trimestre de l'avancement par le "
        "comité technique.",
        None,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage se réunit dans les deux mois qui suivent la signature, "
        "puis une fois par an.",
        1,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage pourra se réunir à tout moment. Un bilan lui est remis "
        "tous les ans.",
        None,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLa chargée de coopération réunit tous les mois les directeurs de structures "
        "et prépare le comité de pilotage.",
        None,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage se réunit deux fois la première année puis une fois par an.",
        1,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage, instance de décision, arrête le calendrier annuel des "
        "actions.",
        None,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nIl est créé une instance de gouvernance, le comité local des familles, qui "
        "siège deux fois par an.",
        2,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nUn comité technique rassemble les agents. Son rythme est mensuel hors "
        "vacances scolaires.",
        12,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est assisté d'un comité technique. Celui-ci se réunit "
        "tous les deux mois.",
        6,
    ),
    (
        "copil_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est assisté d'un comité technique. Celui-ci se réunit "
        "tous les deux mois.",
        None,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nLa cellule technique Caf-commune se voit une fois par mois.",
        12,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nL'équipe projet, pilotée par la coordinatrice, se réunit toutes les trois "
        "semaines.",
        17,
    ),
    (
        "cotech_frequence",
        "ARTICLE 7 – GOUVERNANCE\n\nComité technique\tagents de la commune et de la Caf\tchaque trimestre",
        4,
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est placé sous la présidence du maire.",
        "collectivite",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLa présidence du Copil est assurée par Madame la Présidente de la Communauté "
        "de communes.",
        "collectivite",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe Copil, co-piloté par la collectivité et la Caf, se réunit deux fois par an.",
        "conjointe",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLa Caf et la Ville animent tour à tour le comité de pilotage.",
        "alternance",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est présidé, une année sur deux, par la Caf puis par "
        "la métropole.",
        "alternance",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nL'animation du comité de pilotage relève de la responsabilité de la ville, "
        "avec l'appui du conseiller technique de la Caf.",
        "collectivite",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité technique est coanimé par la Caf et la ville. Le comité de "
        "pilotage est présidé par le maire.",
        "collectivite",
    ),
    (
        "copil_animation",
        "ARTICLE 7 – GOUVERNANCE\n\nLa Caf pilote la démarche d'évaluation soumise au comité de pilotage.",
        None,
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage se réunit chaque semestre. Son secrétariat est à la "
        "charge de la communauté d'agglomération.",
        "collectivite",
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nLes services communautaires assurent le secrétariat du Copil (convocation, "
        "ordre du jour, compte rendu).",
        "collectivite",
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nLe secrétariat du comité de pilotage est assuré à tour de rôle, par année "
        "civile, par chacun des signataires.",
        "alternance",
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est présidé par le maire. La Caf rédige le compte "
        "rendu de ses réunions.",
        "caf",
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nL'ordre du jour du comité de pilotage est arrêté conjointement ; le "
        "secrétariat en incombe à la Caf.",
        "caf",
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage désigne son secrétaire en début de séance.",
        None,
    ),
    (
        "copil_secretariat",
        "ARTICLE 7 – GOUVERNANCE\n\nLa chargée de coopération prépare les comités de pilotage, en rédige les "
        "comptes rendus et en assure le secrétariat.",
        "collectivite",
    ),
    (
        "copil_composition",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage est composé comme suit :\n\n- pour la Caf : deux "
        "administrateurs et le directeur ;\n- pour la commune : le maire et deux adjoints.",
        WRITTEN,
    ),
    (
        "copil_composition",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage réunit, à parts égales, élus et représentants de la Caf.",
        "paritaire",
    ),
    (
        "copil_composition",
        "ARTICLE 7 – GOUVERNANCE\n\nY siègent, pour moitié, des représentants de la Caf et, pour moitié, des "
        "élus. Le comité de pilotage se réunit une fois par an.",
        None,
    ),
    (
        "copil_composition",
        "ARTICLE 7 – GOUVERNANCE\n\nUn comité de pilotage est institué. Y siègent le maire, l'adjointe à "
        "l'enfance et deux représentants de la Caf.",
        WRITTEN,
    ),
    (
        "copil_composition",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage peut inviter des experts, des associations et des parents.",
        None,
    ),
    (
        "copil_composition",
        "ARTICLE 7 – GOUVERNANCE\n\nParticipent au comité de pilotage : les élus, la Caf, la MSA et l'Éducation "
        "nationale.",
        WRITTEN,
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe plan d'actions est élaboré en comité technique et validé en comité de pilotage.",
        ("copil",),
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe plan d'actions est validé par les instances décisionnelles de chaque "
        "signataire.",
        None,
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe plan d'actions, après validation du comité de pilotage, est soumis à "
        "l'approbation du conseil municipal.",
        ("conseil", "copil"),
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe comité de pilotage se prononce sur le plan d'actions.",
        None,
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe conseil communautaire délibère sur le plan d'actions avant sa "
        "transmission à la Caf.",
        ("conseil",),
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nMissions du comité de pilotage :\n\n- valider le diagnostic et le plan "
        "d'actions ;\n- suivre l'évaluation.",
        ("copil",),
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLe plan d'actions est adopté d'un commun accord par la Caf et la commune.",
        None,
    ),
    (
        "plan_action_validation",
        "ARTICLE 7 – GOUVERNANCE\n\nLa convention est validée par le conseil municipal ; elle comporte un plan "
        "d'actions.",
        None,
    ),
    (
        "bonus_territoire",
        "ARTICLE 7 – GOUVERNANCE\n\nLes aides de la Caf comprennent notamment le bonus « territoire Ctg », le "
        "bonus « mixité » et le bonus « inclusion ».",
        True,
    ),
    (
        "bonus_territoire",
        "ARTICLE 7 – GOUVERNANCE\n\nLa commune n'étant plus signataire d'un Cej, elle accède au Bonus Territoire.",
        True,
    ),
    (
        "bonus_territoire",
        "ARTICLE 7 – GOUVERNANCE\n\nLe présent accord n'emporte aucun droit au bonus territoire, lequel relève "
        "de conventions distinctes.",
        False,
    ),
    (
        "bonus_territoire",
        "ARTICLE 7 – GOUVERNANCE\n\nLe bonus attractivité et le bonus inclusion handicap sont versés aux crèches "
        "du territoire.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLa commune s'engage à ne pas se désengager financièrement des structures "
        "existantes.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLes contributions de la communauté de communes restent au moins égales à "
        "celles de 2022.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLa Ville poursuit le financement de ses crèches et de ses accueils de loisirs.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLa Caf maintient ses aides à la commune.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLa commune s'engage à maintenir ouverts les équipements existants.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLa Caf poursuit son soutien financier aux structures de la commune.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLa Caf garantit à la commune le maintien des financements versés au titre du Cej.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "ARTICLE 7 – GOUVERNANCE\n\nLe Département et la commune poursuivent leurs financements.",
        True,
    ),
    (
        "evaluation",
        "ARTICLE 10 – ÉVALUATION\n\nÀ mi-convention, un bilan d'étape partagé est établi ; un bilan complet "
        "intervient six mois avant l'échéance.",
        ("mi_parcours", "finale"),
    ),
    (
        "evaluation",
        "ARTICLE 10 – ÉVALUATION\n\nL'évaluation est conduite chemin faisant. Elle donne lieu chaque année à un "
        "rapport.",
        ("en_continu", "annuelle"),
    ),
    (
        "evaluation",
        "ARTICLE 10 – ÉVALUATION\n\nLes signataires évaluent la convention au cours de sa dernière année d'exécution.",
        ("finale",),
    ),
    (
        "evaluation",
        "ARTICLE 10 – ÉVALUATION\n\nL'évaluation porte sur la pertinence, l'efficacité et la durabilité des actions.",
        None,
    ),
    (
        "evaluation",
        "ARTICLE 10 – SUIVI ET BILAN\n\nUn bilan est dressé au terme de la deuxième année puis au terme de la "
        "convention.",
        ("mi_parcours", "finale"),
    ),
    (
        "evaluation",
        "ARTICLE 3 – CONTEXTE\n\nLe bilan du précédent contrat a été présenté en fin d'année 2022. L'évaluation "
        "finale du Cej a montré des progrès.",
        None,
    ),
    (
        "avis_dpo_prealable",
        "ARTICLE 7 – GOUVERNANCE\n\nLe partage de données nominatives est soumis à la validation préalable des "
        "délégués à la protection des données des parties.",
        True,
    ),
    (
        "avis_dpo_prealable",
        "ARTICLE 7 – GOUVERNANCE\n\nLes délégués à la protection des données des parties se tiennent "
        "mutuellement informés.",
        None,
    ),
    (
        "avis_dpo_prealable",
        "ARTICLE 7 – GOUVERNANCE\n\nEn cas de violation, le délégué à la protection des données est saisi sans "
        "délai, avant notification à la Cnil.",
        None,
    ),
    ("avis_dpo_prealable", "ARTICLE 7 – GOUVERNANCE\n\nLe DPO peut être consulté.", None),
    (
        "sdsf_reference",
        "PRÉAMBULE\n\nLa Ctg décline les orientations du schéma départemental des services aux familles de la "
        "Drôme (2023-2027), signé le 4 mai 2023.",
        Period(2023, 2027),
    ),
    (
        "sdsf_reference",
        "PRÉAMBULE\n\nLe Sdsf, dont la période 2020-2024 s'achève, sera renouvelé.",
        Period(2020, 2024),
    ),
    (
        "sdsf_reference",
        "PRÉAMBULE\n\nLe schéma départemental des services aux familles fixe pour 2025-2026 une priorité au répit.",
        "sans_periode",
    ),
    (
        "sdsf_reference",
        "PRÉAMBULE\n\nVu le schéma départemental des services aux familles et la Cog 2023-2027 ;",
        "sans_periode",
    ),
    (
        "sdsf_reference",
        "PRÉAMBULE\n\nVu le schéma départemental des services aux familles, la Cog 2023-2027 ;",
        "sans_periode",
    ),
    (
        "sdsf_reference",
        "PRÉAMBULE\n\nLe Sdsf de l'Aisne pour la période de 2022 à 2026 est le cadre de référence.",
        Period(2022, 2026),
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage et le comité technique se réunissent "
        "respectivement une fois et quatre fois par an.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage et le comité technique se réunissent "
        "chaque semestre.",
        2,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage et le comité technique se réunissent "
        "chaque semestre.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe COPIL CTG est convoqué au minimum 1 fois par an par "
        "courriel, avec un délai de 15 jours.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLes membres du comité de pilotage se rencontrent deux fois par an.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nUne fois par an au moins, le maire réunit le comité de pilotage.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLa périodicité des réunions du comité de pilotage est fixée à "
        "deux par an.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage se réunit trois fois : au lancement, à "
        "mi-parcours et à l'issue de la convention.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage se réunit chaque année au mois de juin.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nUn groupe de suivi, réuni tous les mois, alimente le comité de "
        "pilotage.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage transmet chaque semestre un tableau de "
        "bord aux signataires.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLes comités de pilotage ont lieu en principe deux fois par an.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nComité de pilotage (annuel) : élus et Caf.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage se réunit bisannuellement.",
        None,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage de la convention\n\nLe comité technique, composé des agents, travaille en continu "
        "et se réunit formellement une fois par bimestre.",
        6,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage de la convention\n\nUn comité de suivi technique est réuni en amont de chaque "
        "comité de pilotage.",
        None,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage de la convention\n\nLes techniciens de la Caf et de la ville se réunissent chaque "
        "mois en équipe projet.",
        12,
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage est présidé par l'élue référente de la ville.",
        "collectivite",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nPrésidé par le maire, le comité de pilotage se réunit deux "
        "fois par an.",
        "collectivite",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nAnimé conjointement par la Caf et la commune, le comité de "
        "pilotage fixe les orientations.",
        "conjointe",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage est piloté par un binôme élu "
        "communautaire / responsable de la Caf.",
        "conjointe",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nLa coordination du comité de pilotage est dévolue au chargé de "
        "coopération, placé auprès du président de la communauté de communes.",
        "collectivite",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage élit son président en son sein.",
        None,
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage de la convention\n\nLa Caf anime le réseau des partenaires. Le comité de pilotage "
        "en est informé.",
        None,
    ),
    (
        "copil_secretariat",
        "Article 8 - Pilotage de la convention\n\nLe secrétariat du comité de pilotage et du comité technique "
        "est assuré par la Caf.",
        "caf",
    ),
    (
        "copil_secretariat",
        "Article 8 - Pilotage de la convention\n\nLa commune organise matériellement les comités de pilotage et "
        "en rédige les comptes rendus.",
        "collectivite",
    ),
    (
        "copil_secretariat",
        "Article 8 - Pilotage de la convention\n\nLa Caf est destinataire des comptes rendus du comité de pilotage.",
        None,
    ),
    (
        "copil_secretariat",
        "Article 8 - Pilotage de la convention\n\nLe secrétariat du comité de pilotage est assuré par la Caf la "
        "première année, puis par la commune.",
        "alternance",
    ),
    (
        "copil_composition",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage est composé des signataires de la "
        "convention ou de leurs représentants.",
        WRITTEN,
    ),
    (
        "copil_composition",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage est composé à parité d'élus et de techniciens.",
        "paritaire",
    ),
    (
        "copil_composition",
        "Article 8 - Pilotage de la convention\n\nLe comité de pilotage comporte deux collèges de cinq membres, "
        "l'un pour la Caf, l'autre pour la ville.",
        WRITTEN,
    ),
    (
        "plan_action_validation",
        "Article 6 – Les engagements réciproques\n\nLes fiches actions annexées ont été validées en conseil "
        "municipal du 12 juin 2024.",
        ("conseil",),
    ),
    (
        "plan_action_validation",
        "Article 6 – Les engagements réciproques\n\nLe plan d'actions fait l'objet d'une validation conjointe du "
        "Copil et du conseil d'administration de la Caf.",
        ("caf", "copil"),
    ),
    (
        "plan_action_validation",
        "Article 6 – Les engagements réciproques\n\nToute modification du plan d'actions est validée par le "
        "comité de pilotage.",
        ("copil",),
    ),
    (
        "plan_action_validation",
        "Article 6 – Les engagements réciproques\n\nLe comité de pilotage valide les orientations ; le comité "
        "technique met en œuvre le plan d'actions.",
        None,
    ),
    (
        "bonus_territoire",
        "Article 6 – Les engagements réciproques\n\nLe montant forfaitaire du bonus « territoire CTG » est "
        "calculé par la Caf.",
        True,
    ),
    (
        "bonus_territoire",
        "Article 6 – Les engagements réciproques\n\nL'offre nouvelle est soutenue par des bonus dits « territoire ».",
        True,
    ),
    (
        "bonus_territoire",
        "Article 6 – Les engagements réciproques\n\nLa Caf ne verse pas de bonus territoire au titre de la "
        "présente convention.",
        False,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Les engagements réciproques\n\nLa collectivité s'engage à conserver le niveau de ses "
        "dépenses en faveur de la petite enfance.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Les engagements réciproques\n\nLes subventions de la commune aux associations sont "
        "reconduites à l'identique.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Les engagements réciproques\n\nLa commune n'entend pas réduire son effort budgétaire.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Les engagements réciproques\n\nSous réserve du vote annuel du budget, la communauté de "
        "communes maintient ses cofinancements.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Les engagements réciproques\n\nLa Caf s'engage à poursuivre son soutien financier ; la "
        "commune met à disposition des locaux.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Les engagements réciproques\n\nLa commune s'engage à maintenir un dialogue sur les financements.",
        None,
    ),
    (
        "evaluation",
        "Article 11 – Évaluation et bilan\n\nL'évaluation est réalisée en fin de parcours, sur la base "
        "d'indicateurs suivis annuellement.",
        ("finale", "annuelle"),
    ),
    (
        "evaluation",
        "Article 11 – Évaluation et bilan\n\nUne évaluation intermédiaire a lieu en 2026 et l'évaluation finale "
        "au premier semestre 2028.",
        ("mi_parcours", "finale"),
    ),
    (
        "evaluation",
        "Article 11 – Évaluation et bilan\n\nAucune évaluation intermédiaire n'est prévue ; un bilan est fait à "
        "l'échéance.",
        ("finale",),
    ),
    (
        "avis_dpo_prealable",
        "Article 9 – Protection des données\n\nLes DPO respectifs valident tout transfert avant son exécution.",
        True,
    ),
    (
        "avis_dpo_prealable",
        "Article 9 – Protection des données\n\nPréalablement à tout échange, il est procédé à une analyse par le "
        "délégué à la protection des données.",
        True,
    ),
    (
        "avis_dpo_prealable",
        "Article 9 – Protection des données\n\nLe traitement est inscrit au registre par le délégué à la "
        "protection des données avant sa mise en œuvre.",
        None,
    ),
    (
        "avis_dpo_prealable",
        "Article 9 – Protection des données\n\nToute demande d'accès est adressée au délégué à la protection des "
        "données, qui répond après examen.",
        None,
    ),
    (
        "sdsf_reference",
        "Préambule\n\nElle s'articule avec le projet social de territoire et le SDSF (période 2024-2029).",
        Period(2024, 2029),
    ),
    (
        "sdsf_reference",
        "Préambule\n\nConformément au schéma départemental des services aux familles adopté le 12/12/2022 et à "
        "la Cog 2023/2027.",
        "sans_periode",
    ),
    (
        "sdsf_reference",
        "Préambule\n\nLe schéma départemental des services aux familles du Gard 2022 – 2025, prorogé jusqu'en "
        "2026, fixe le cadre.",
        Period(2022, 2025),
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit deux fois par an. Un bilan semestriel lui est "
        "présenté.\n\nLe comité de pilotage examine chaque année l'opportunité d'un avenant.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit une fois par an. Il peut en outre être réuni à "
        "la demande d'un signataire chaque fois que nécessaire.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit une fois par an.\n\nArticle 12 - "
        "Évaluation\n\nChaque trimestre, le tableau de bord est transmis au comité de pilotage.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit une fois par an.\n\nArticle 12 - "
        "Évaluation\n\nLa réunion annuelle du comité de pilotage est consacrée au bilan.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit deux fois par an : une réunion au premier "
        "semestre et une réunion au second semestre.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit deux fois par an, dont une fois par an en "
        "formation élargie.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit au moins une fois tous les six mois et, en tout "
        "état de cause, deux fois par an.",
        2,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage se réunit au moins une fois par an et au plus quatre fois "
        "par an.",
        1,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe quorum du comité de pilotage est de la moitié de ses membres. Faute de "
        "quorum, il est réuni de nouveau sous un mois.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLes convocations au comité de pilotage sont envoyées deux semaines avant chaque "
        "réunion.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité de pilotage, réuni le 12 mars 2024, a validé le diagnostic.",
        None,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage\n\nLe comité technique se réunit une semaine avant chaque comité de pilotage.",
        None,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage\n\nLe comité technique se réunit au moins un mois avant la réunion annuelle du "
        "comité de pilotage.",
        None,
    ),
    (
        "cotech_frequence",
        "Article 8 - Pilotage\n\nLe comité technique se réunit entre deux comités de pilotage, lesquels ont lieu "
        "deux fois par an.",
        None,
    ),
    (
        "copil_frequence",
        "Article 8 - Pilotage\n\nLe comité technique se réunit entre deux comités de pilotage, lesquels ont lieu "
        "deux fois par an.",
        2,
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage\n\nLe maire préside le conseil municipal. Le comité de pilotage lui rend compte.",
        None,
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage\n\nLe comité de pilotage désigne un référent qui anime les groupes de travail de la Caf.",
        None,
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage\n\nLe comité de pilotage est animé par la collectivité.\n\nAnnexe 2 – "
        "Gouvernance\n\nLe comité de pilotage, animé par la commune, se réunit deux fois par an.",
        "collectivite",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage\n\nLe comité de pilotage est présidé par le maire et animé par la chargée de "
        "coopération.",
        "collectivite",
    ),
    (
        "copil_animation",
        "Article 8 - Pilotage\n\nLes groupes de travail sont animés par la Caf et rendent compte au comité de "
        "pilotage.",
        None,
    ),
    ("copil_animation", "Article 8 - Pilotage\n\nUn comité de pilotage est mis en place par la Caf.", None),
    (
        "copil_secretariat",
        "Article 8 - Pilotage\n\nLe secrétariat général de la mairie diffuse les documents du comité de pilotage.",
        None,
    ),
    (
        "copil_secretariat",
        "Article 8 - Pilotage\n\nLe secrétariat du CDSF est assuré par la Caf. Le comité de pilotage s'appuie "
        "sur ses travaux.",
        None,
    ),
    (
        "copil_secretariat",
        "Article 8 - Pilotage\n\nLe comité de pilotage est présidé par le maire. Le comité technique est animé "
        "par la Caf. Elle en assure le secrétariat.",
        None,
    ),
    (
        "copil_composition",
        "Article 8 - Pilotage\n\nLe comité de pilotage réunit les conditions d'un pilotage partagé.",
        None,
    ),
    (
        "copil_composition",
        "Article 8 - Pilotage\n\nLe comité de pilotage associe étroitement les familles à ses travaux par des "
        "enquêtes.",
        None,
    ),
    (
        "copil_composition",
        "Article 8 - Pilotage\n\nLe comité de pilotage veille à la parité entre les femmes et les hommes.",
        None,
    ),
    (
        "plan_action_validation",
        "Article 6 – Engagements\n\nLe comité de pilotage propose le plan d'actions ; la décision appartient aux "
        "signataires.",
        None,
    ),
    (
        "plan_action_validation",
        "Article 6 – Engagements\n\nLe plan d'actions n'est applicable qu'après approbation du conseil municipal.",
        ("conseil",),
    ),
    (
        "plan_action_validation",
        "Article 6 – Engagements\n\nLe plan d'actions, présenté au comité de pilotage, est annexé à la "
        "convention approuvée par le conseil municipal.",
        None,
    ),
    (
        "bonus_territoire",
        "Article 6 – Engagements\n\nLe territoire ne bénéficie d'aucun bonus de la Caf.",
        None,
    ),
    (
        "bonus_territoire",
        "Article 6 – Engagements\n\nLe bonus territoire sera demandé en cas de création de places.",
        True,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Engagements\n\nLa commune et la Caf n'ont aucune obligation de maintenir leurs financements.",
        False,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Engagements\n\nLa MSA, la Caf et le Département maintiennent leurs financements en faveur "
        "des communes.",
        None,
    ),
    (
        "maintien_financement_collectivite",
        "Article 6 – Engagements\n\nLe maintien des financements de la Caf est subordonné à la signature de la "
        "commune.",
        None,
    ),
    (
        "evaluation",
        "Article 11 – Évaluation\n\nLe comité de pilotage est saisi chaque année du budget. L'évaluation est "
        "confiée à un prestataire.",
        None,
    ),
    (
        "evaluation",
        "Article 11 – Évaluation\n\nLes indicateurs d'évaluation sont annexés. Un rapport financier annuel est "
        "produit.",
        ("annuelle",),
    ),
    ("evaluation", "Article 5 – Plan d'actions\n\nLe plan d'actions est évalué chaque année.", ("annuelle",)),
    (
        "avis_dpo_prealable",
        "Article 9 – Données personnelles\n\nLe DPO rend un avis annuel sur les traitements.",
        None,
    ),
    (
        "avis_dpo_prealable",
        "Article 9 – Données personnelles\n\nAvant la signature, la convention a été relue par le DPO.",
        None,
    ),
]


@pytest.mark.parametrize(("parameter", "text", "expected"), READINGS)
def test_a_sentence_in_other_words(parameter: str, text: str, expected: ClauseValue | None) -> None:
    found = read(parameter, text)
    if expected is None:
        assert found.status == "absent"
    elif expected == WRITTEN:
        assert found.status == "rempli"
        assert isinstance(found.value, str)
        assert found.value != "paritaire"
    else:
        assert (found.status, found.value) == ("rempli", expected)
