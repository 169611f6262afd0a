"""A convention of another commune in other words, made up for the tests: whatever it says is said nowhere else."""

FICTIONAL = """CONVENTION TERRITORIALE GLOBALE 2025 - 2029

Exemple fictif : ce document ne lie personne.

Territoire : BRUYERE SUR ONDELLE

Entre

La Caisse d'allocations familiales de l'Ondelle, représentée par sa directrice, Madame Solène Kervadec,

Et

La commune de Bruyère-sur-Ondelle, représentée par son maire, Monsieur Anatole Brisefer,

Il est convenu ce qui suit :

Article 1er : Pourquoi cette convention

Les deux signataires veulent que chaque famille de Bruyère-sur-Ondelle trouve près de chez elle une place d'accueil, une
ludothèque et un point d'accès aux droits.

Article 2 : Durée

La convention prend effet le 1er février 2025 et s'achève le 31 janvier 2029. Elle ne se renouvelle pas toute seule.

Article 3 : Comité de suivi

Le comité de suivi se réunit trois fois par an. Il est présidé par le maire ; la Caf en tient le secrétariat.

Article 4 : Budget

La commune verse chaque année 48 000 € à la ludothèque municipale. La Caf prend en charge 35 % du poste de chargée de
coopération.

Article 5 : Comment en sortir

Chaque signataire peut se retirer à tout moment en prévenant l'autre quatre mois à l'avance, par lettre recommandée. Le
retrait n'a pas à être motivé.

Article 6 : Annexes

Annexe 1 : cartographie des équipements
"""
