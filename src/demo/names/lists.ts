/** Given and family names from many places, as people in England bear them. Put together by chance: nobody is meant. */

export type Origin = {
  /** Share of the crowd. */
  share: number;
  /** How many of them learn English as an additional language. */
  additionalLanguage: number;
  F: readonly string[];
  M: readonly string[];
  family: readonly string[];
};

const list = (names: string) => names.split(', ');

export const ORIGINS: readonly Origin[] = [
  {
    share: 0.56,
    additionalLanguage: 0.01,
    F: list(
      'Amelia, Isla, Poppy, Freya, Daisy, Evie, Phoebe, Matilda, Erin, Scarlett, Imogen, Martha, Heidi, Tabitha, Bethany, Lottie, Maisie, Harriet, Nancy, Orla',
    ),
    M: list(
      'Oliver, Alfie, Archie, Freddie, Toby, Finley, Reuben, Jasper, Callum, Ewan, Rhys, Harvey, Stanley, Miles, Kit, Barnaby, Louis, Rory, Dylan, Frank',
    ),
    family: list(
      "Ashcroft, Bannister, Cartwright, Dewhurst, Eccles, Fairweather, Garside, Hollins, Ingham, Jessop, Kershaw, Lightfoot, Mallinson, Nuttall, Ogden, Pickles, Quayle, Ramsbottom, Scholes, Thwaite, Underhill, Varley, Whittle, Yardley, MacLeod, McAllister, Pritchard, Llewellyn, O'Rourke, Ó Dálaigh, Penhaligon",
    ),
  },
  {
    share: 0.09,
    additionalLanguage: 0.55,
    F: list('Aisha, Maryam, Hafsa, Inaya, Sumaya, Zoya, Anaya, Noor, Khadija, Mahnoor'),
    M: list('Ibrahim, Hamza, Zayn, Musa, Eesa, Bilal, Haris, Rayyan, Daud, Sufyan'),
    family: list(
      'Ahmed, Begum, Chowdhury, Iqbal, Khatun, Mahmood, Malik, Miah, Rehman, Sheikh, Uddin, Yousaf',
    ),
  },
  {
    share: 0.06,
    additionalLanguage: 0.45,
    F: list('Anushka, Diya, Ishani, Kavya, Meera, Nisha, Prabhjot, Riya, Simran, Tanvi'),
    M: list('Arjun, Dhruv, Gurdeep, Harkirat, Kiran, Nikhil, Rohan, Sahil, Tejas, Vivaan'),
    family: list('Bhogal, Dhaliwal, Gill, Iyer, Joshi, Kaur, Menon, Naidu, Pillai, Rao, Sandhu, Trivedi'),
  },
  {
    share: 0.06,
    additionalLanguage: 0.4,
    F: list('Abena, Chiamaka, Efua, Folasade, Ifeoma, Makena, Nomvula, Temperance, Wambui, Yewande'),
    M: list('Ayodele, Chidi, Emeka, Femi, Kofi, Kwame, Mandla, Obinna, Tendai, Tobi'),
    family: list(
      "Adeyemi, Banda, Boateng, Chukwu, Dlamini, Eze, Kamau, Mensah, Mutasa, N'Diaye, Nkosi, Owusu",
    ),
  },
  {
    share: 0.03,
    additionalLanguage: 0.04,
    F: list('Aaliyah, Destiny, Imani, Jada, Kezia, Naomi, Shanice, Tiana'),
    M: list('Andre, Jerome, Kieron, Malachi, Nathaniel, Omari, Tyrese, Zion'),
    family: list('Bartley, Clarke-Duval, Francis, Grant, Henriques, Lindo, Morrison, Samuels'),
  },
  {
    share: 0.05,
    additionalLanguage: 0.85,
    F: list('Agnieszka, Maja, Oliwia, Zofia, Eglė, Ieva, Ioana, Zuzana, Ljubica, Žofia'),
    M: list('Bartosz, Jakub, Paweł, Szymon, Domantas, Matej, Ștefan, Václav, Đorđe, Ździsław'),
    family: list(
      'Brzęczek, Dąbrowski, Kowalczyk, Łuczak, Błażević, Čapek, Ionescu, Kazlauskas, Novák, Popović, Šimkus, Țurcanu',
    ),
  },
  {
    share: 0.04,
    additionalLanguage: 0.7,
    F: list('Amira, Dalal, Hanan, Ruqayya, Salma, Samira, Yasmin, Zeinab'),
    M: list('Abdirahman, Faris, Idris, Karim, Mohamed-Amin, Nasir, Taha, Yahya'),
    family: list('Abdi, Al-Hashimi, Barzani, Daoud, El-Sayed, Farah, Haddad, Jama, Karimi, Warsame'),
  },
  {
    share: 0.03,
    additionalLanguage: 0.75,
    F: list('Li Na, Hye-jin, Mei, Ngọc, Sakura, Thảo, Xinyi, Yuki'),
    M: list('Haoran, Jun, Kenji, Khôi, Min-jun, Ren, Tuấn, Wei'),
    family: list('Chan, Đặng, Hoàng, Ishikawa, Kwok, Liu, Nguyễn, Park, Tanabe, Xu'),
  },
  {
    share: 0.05,
    additionalLanguage: 0.6,
    F: list('Beatriz, Camille, Chloé, Inês, Lucía, Maëlle, Noémie, Renée, Sofía, Zoé'),
    M: list('Afonso, François, Gonçalo, Iñaki, João, Jérôme, Matteo, Martín, Raphaël, Thiago'),
    family: list("D'Angelo, Ferreira da Silva, Gonçalves, Ibáñez, Lefèvre, Marín, Núñez, Reis, Pérez, Rossi"),
  },
  {
    share: 0.03,
    additionalLanguage: 0.7,
    F: list('Ayşe, Elif, Greta, İpek, Katya, Lesia, Mariam, Shira'),
    M: list('Armen, Can, Davit, Emre, Giorgi, Oleksandr, Taras, Yiğit'),
    family: list('Aydın, Beridze, Çelik, Grigoryan, Hryhorenko, Kılıç, Öztürk, Shevchuk'),
  },
];

/** What friends make of some of them. */
export const KNOWN_AS: Readonly<Record<string, string>> = {
  Amelia: 'Millie',
  Matilda: 'Tilly',
  Bethany: 'Beth',
  Harriet: 'Hattie',
  Tabitha: 'Tabby',
  Imogen: 'Immy',
  Oliver: 'Olly',
  Barnaby: 'Barney',
  Freddie: 'Fred',
  Stanley: 'Stan',
  Nathaniel: 'Nate',
  Temperance: 'Tempe',
  Abdirahman: 'Abdi',
  Oleksandr: 'Sasha',
  Agnieszka: 'Aga',
  Bartosz: 'Bartek',
  Beatriz: 'Bia',
  Raphaël: 'Raph',
  Folasade: 'Sade',
  Ayodele: 'Ayo',
  Prabhjot: 'Prabh',
  Ibrahim: 'Ibby',
  Chiamaka: 'Amaka',
  Gonçalo: 'Gonça',
};
