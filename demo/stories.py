"""What the invented cases tell. Veldonia, its rivers, its guards and everybody in them do not exist."""

from dataclasses import dataclass, field

from cases.statuses import CaseStatus
from cases.vocabularies import AbuseType, Mode, VictimGroup, VictimRole


@dataclass(frozen=True)
class Story:
    """One case of the demonstration, and how far it has come."""

    title: str
    partner: str  # address of the author
    until: CaseStatus
    subject: str
    original: str
    born: str
    post: str
    body: str
    since: str
    place: str
    began: str
    abuse: AbuseType
    mode: Mode
    victims: str
    people: int
    role: VictimRole
    groups: tuple[VictimGroup, ...] = ()
    question: str = ""
    because: str = ""
    consents: tuple[str, ...] = ("us", "gb", "ca", "eu")
    claims: tuple[str, ...] = field(default=())
    consent_days: int = 0  # from today on; 0 is without an end


ORSA, KESTREL = "author@orsa.example", "author@kestrel.example"
S, A, M, G, R = CaseStatus, AbuseType, Mode, VictimGroup, VictimRole

# fmt: off
STORIES: tuple[Story, ...] = (
    Story("Detentions at the Lower Orsa quarry", ORSA, S.ACCEPTED, "Maro Ilyich Teskan", "Маро Ильич Тескан", "1971",
          "Commander", "Orsa Mining Guard", "2019", "Lower Orsa quarry", "2021-05", A.ARBITRARY_DETENTION, M.ORDERED,
          "The fourteen of May", 14, R.LAND_DEFENDER, (G.WOMEN, G.INDIGENOUS),
          claims=("The Orsa Mining Guard held fourteen women at the Lower Orsa quarry from May to August 2021.",
                  "Maro Teskan commanded the Orsa Mining Guard from 2019.",
                  "Maro Teskan signed the order of 12 May 2021 that the women be kept until the road was built.")),
    Story("Beatings after the harvest march", ORSA, S.ACCEPTED, "Pavo Dresnik", "Паво Дресник", "1966-03",
          "Chief of district police", "Port Vel Police", "2017", "Port Vel", "2022-09-14", A.TORTURE, M.COMMAND,
          "Marcher 3", 1, R.PROTESTER, (G.RURAL,),
          claims=("Officers of the Port Vel police beat a marcher in the yard of the third station on 14 September 2022.",
                  "Pavo Dresnik was in the yard and did not stop it.")),
    Story("Homes burned at Sarn ford", KESTREL, S.ACCEPTED, "Dario Stellan", "Дарио Стеллан", "1972",
          "Colonel", "Lake Guard", "2020", "Sarn ford", "2023-05", A.FORCED_DISPLACEMENT, M.ORDERED,
          "The ford families", 35, R.LAND_DEFENDER, (G.INDIGENOUS, G.RURAL),
          claims=("Men of the Lake Guard burned nine houses at Sarn ford in May 2023, and thirty-five people fled.",
                  "Dario Stellan signed the order to clear the ford.")),
    Story("A journalist missing since the flood", KESTREL, S.ACCEPTED, "Ivet Solane", "Ивет Солане", "1959",
          "Minister of the interior", "Government of Veldonia", "2018", "Kessel road", "2020-11-02", A.DISAPPEARANCE, M.CONCEALED,
          "The reporter", 1, R.JOURNALIST, (),
          claims=("A reporter was last seen on 2 November 2020 in a vehicle of the ministry of the interior.",)),
    Story("Prisoners beaten at Kelt bridge", KESTREL, S.ACCEPTED, "Ferran Olst", "Ферран Олст", "1969",
          "Commander", "Kelt Bridge Post", "2019", "Kelt bridge", "2022-03", A.TORTURE, M.COMMAND,
          "Detainee 4", 1, R.OPPOSITION, (), consents=("us", "gb"), consent_days=45,
          claims=("A prisoner was beaten with cable at the post of Kelt bridge in March 2022.",
                  "Ferran Olst has commanded the post since 2019, and signed its book of arrivals each evening.")),
    Story("Forced work in the salt pans", KESTREL, S.IN_REVIEW, "Goran Vettel", "Горан Веттел", "1970",
          "Director", "Salt Works of the Coast", "2016", "Northern salt pans", "2019", A.FORCED_LABOUR, M.BENEFITED,
          "The barracks group", 40, R.ORDINARY, (G.MIGRANTS, G.WORKERS),
          claims=("Forty migrant workers were kept in barracks without pay in 2019.",)),
    Story("Women held in the cloister at Mirna", ORSA, S.IN_REVIEW, "Sister-warden Oda Hrel", "Ода Грел", "1955",
          "Warden", "Cloister of Mirna", "2010", "Mirna", "2021-02", A.INSTITUTIONAL_CONFINEMENT, M.DIRECT,
          "The seven", 7, R.ORDINARY, (G.WOMEN, G.DISABILITIES)),
    Story("Raid on the night shelter", KESTREL, S.RETURNED, "Milan Corsa", "Милан Корса", "1980-07-01",
          "Captain", "Third Patrol, Port Vel Police", "2020", "Harbour street", "2023-03-18", A.CIDT, M.PRESENT,
          "Guest 9", 1, R.UNKNOWN, (G.LGBTIQ,), question="Who saw the captain in the building, and from where?"),
    Story("Children taken to the border camp", ORSA, S.FILED, "Stevan Brodar", "Стеван Бродар", "1974",
          "Major", "Border Rangers", "2021", "Camp at the Ister ford", "2023-08", A.CHILD_RECRUITMENT, M.PLANNED,
          "The four boys", 4, R.ORDINARY, (G.CHILDREN, G.MINORITY)),
    Story("Land taken on the upper Orsa", KESTREL, S.FILED, "Lena Turek", "Лена Турек", "1968",
          "Head of the land office", "Upper Orsa district", "2015", "Upper Orsa", "2020", A.LAND_DISPOSSESSION, M.ORDERED,
          "The valley families", 120, R.LAND_DEFENDER, (G.INDIGENOUS, G.RURAL)),
    # The quarry of the first case once more, as another organisation heard of it and wrote its names.
    Story("Women kept to work at the Orsa quarry", KESTREL, S.FILED, "Маро Тескан", "Maro Tescan", "1971",
          "Commander", "Orsa Mining Guard", "2019", "Lower Orsa quarry", "2021-06", A.ARBITRARY_DETENTION, M.ORDERED,
          "The two sisters", 2, R.LAND_DEFENDER, (G.WOMEN, G.INDIGENOUS),
          claims=("Two sisters were kept at the quarry of the lower Orsa in June 2021.",)),
    Story("A lawyer threatened in court", KESTREL, S.DRAFT, "Judge Tomo Varga", "Томо Варга", "1961",
          "Judge", "Court of Port Vel", "2012", "Port Vel", "2024-01", A.UNFAIR_TRIAL, M.DIRECT,
          "Counsel 1", 1, R.LAWYER),
    Story("Deaths in the transit prison", ORSA, S.DRAFT, "Andrej Molnar", "Андрей Молнар", "1963",
          "Governor", "Transit prison of Kessel", "2018", "Kessel", "2022", A.DEATH_IN_CUSTODY, M.COMMAND,
          "Prisoner 2", 1, R.ORDINARY, (G.DEPRIVED_OF_LIBERTY,)),
    Story("Shots at the ferry queue", ORSA, S.NOTED, "A sergeant of the river guard", "", "", "Sergeant", "River Guard", "",
          "Lower ferry", "2024-05", A.KILLING, M.DIRECT, "Ferry passenger", 1, R.ORDINARY),
    Story("Arrests before the vote", KESTREL, S.NOTED, "The chief of the city police", "", "", "Chief", "City Police", "",
          "Port Vel", "2024-06", A.ARBITRARY_DETENTION, M.ORDERED, "Candidate", 1, R.OPPOSITION),
    Story("A boundary dispute", KESTREL, S.DECLINED, "A neighbour", "", "", "None", "", "", "Upper Orsa", "2011",
          A.OTHER, M.DIRECT, "Neighbour", 1, R.ORDINARY,
          because="Nobody in an office or acting for one took part, so no government could act on it. The local ombudsman may."),
    Story("Interrogations at the tannery", ORSA, S.WITHDRAWN, "Rado Nemec", "Радо Немец", "1977",
          "Lieutenant", "Investigations Office", "2019", "The tannery", "2021-10", A.TORTURE, M.DIRECT,
          "The tanner", 1, R.WHISTLEBLOWER, because="The family is no longer safe. Please stop everything."),
)
# Told beside the others, by `demo.acted`: the list of 9 December names its subject.
ACTED_ON = Story("Wages taken at the Varnisk gold fields", ORSA, S.ACCEPTED, "Bel Xanthery", "Бел Ксантери", "1979-05-17",
                 "Deputy commander", "Orsa Mining Guard", "2018", "Varnisk gold fields", "2020-02", A.FORCED_LABOUR, M.ORDERED,
                 "The washers", 22, R.ORDINARY, (G.WOMEN, G.WORKERS),
                 claims=("Twenty-two women who wash gold at Varnisk were kept behind the fence without pay from February 2020.",
                         "Bel Xanthery was deputy commander of the Orsa Mining Guard from 2018, and signed its gate book."))
# fmt: on
