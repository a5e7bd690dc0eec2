/** Parts of invented names. Nobody here exists; every domain ends in `.example` (RFC 2606). */
export const firstNames = [
  "Amara", "Ben", "Carla", "Dev", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Keiko", "Lars", "Maya",
  "Noor", "Oscar", "Petra", "Quentin", "Rosa", "Samir", "Tessa", "Umar", "Vera", "Wanda", "Xavi", "Yusuf", "Zoe",
  "Anton", "Bea", "Cyril", "Dora", "Emil", "Freya", "Gavin", "Hana", "Igor", "Jill", "Kofi", "Lena", "Milo", "Nadia",
] as const; // prettier-ignore

export const lastNames = [
  "Alder", "Brook", "Castell", "Dunmore", "Ekwall", "Farrow", "Grell", "Hollis", "Ibarra", "Jessop", "Kestrel",
  "Lindqvist", "Marlow", "Norwood", "Okonjo", "Penhale", "Quill", "Rowan", "Sorel", "Tamsin", "Underhill", "Vantongeren",
  "Wexley", "Yarrow", "Zeller", "Ashby", "Birkett", "Corven", "Dellamar", "Estrand",
] as const; // prettier-ignore

export const companyFirst = [
  "Amber", "Birch", "Cobalt", "Dune", "Ember", "Fern", "Granite", "Hazel", "Iron", "Juniper", "Kelp", "Linden",
  "Maple", "Nimbus", "Ochre", "Pebble", "Quarry", "River", "Slate", "Thistle", "Umber", "Velvet", "Willow", "Yarn",
  "Zephyr", "Acorn", "Basalt", "Copper", "Delta", "Elm", "Flint", "Grove", "Heron", "Indigo", "Jade", "Kite",
] as const; // prettier-ignore

export const companySecond = [
  "Bay", "Cove", "Dale", "Field", "Gate", "Harbour", "Isle", "Junction", "Lake", "Mill", "Orchard", "Point",
  "Ridge", "Spring", "Tower", "Vale", "Wharf", "Yard", "Bridge", "Court", "Dock", "Forge", "Garden", "Heath",
] as const; // prettier-ignore

/** Kinds of business; the season says which months are busy for them. */
export const segments = [
  { name: "retail", noun: "Stores", season: "winter" },
  { name: "food", noun: "Foods", season: "summer" },
  { name: "travel", noun: "Travel", season: "summer" },
  { name: "software", noun: "Systems", season: "even" },
  { name: "health", noun: "Care", season: "even" },
  { name: "finance", noun: "Capital", season: "quarter" },
  { name: "education", noun: "Learning", season: "autumn" },
  { name: "industry", noun: "Works", season: "even" },
] as const;

export const titles = [
  ["Chief Executive", "executive"],
  ["Chief Marketing Officer", "executive"],
  ["Marketing Director", "director"],
  ["Head of Digital", "director"],
  ["Brand Manager", "manager"],
  ["Product Manager", "manager"],
  ["Marketing Assistant", "staff"],
  ["Web Editor", "staff"],
] as const;
