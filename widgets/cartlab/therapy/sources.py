"""Publications that several models lean on, named alike everywhere."""

CULTURE_REVIEW = "J Biol Eng 15:13 (2021), table 2"
HARDIANSYAH = "Hardiansyah 2019 (model file)"
KIMMEL = "Kimmel 2021"
LEON_TRIANA = "León-Triana 2021"
STEIN = "Stein 2019"
