/** A person of theirs whom somebody of ours knows. */
export interface Acquaintance {
  readonly person: string;
  readonly member: string;
}

export interface OurSide {
  readonly member: string;
  /** How many of their people this one knows, and how many nobody else does. */
  readonly people: number;
  readonly aloneWith: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Everybody of ours with what would be lost with them; who knows most first, then by id. */
export const ourSides = (known: ReadonlyArray<Acquaintance>): ReadonlyArray<OurSide> => {
  const membersOf = Map.groupBy(known, ({ person }) => person);
  return [...Map.groupBy(known, ({ member }) => member)]
    .map(([member, of]) => {
      const people = new Set(of.map(({ person }) => person));
      const alone = [...people].filter(
        (person) => new Set(membersOf.get(person)!.map((one) => one.member)).size === 1,
      );
      return { member, people: people.size, aloneWith: alone.length };
    })
    .toSorted((a, b) => b.people - a.people || byText(a.member, b.member));
};

/** How many of their people nobody is left to know when these of us have gone. */
const orphans = (known: ReadonlyArray<Acquaintance>, gone: ReadonlySet<string>): number => {
  const left = new Set(known.filter(({ member }) => !gone.has(member)).map(({ person }) => person));
  return new Set(known.map(({ person }) => person).filter((person) => !left.has(person))).size;
};

/**
 * After how many of us have gone half of their people or more would know nobody: at each step whoever leaves most of
 * them so goes, of equals who knows most. 0 where nobody of ours knows anybody.
 */
export const busFactor = (known: ReadonlyArray<Acquaintance>): number => {
  const people = new Set(known.map(({ person }) => person)).size;
  const gone = new Set<string>();
  const left = ourSides(known).map(({ member }) => member);
  for (let lost = 0; left.length > 0 && 2 * lost < people;) {
    const after = left.map((member) => orphans(known, new Set([...gone, member])));
    lost = Math.max(...after);
    gone.add(left.splice(after.indexOf(lost), 1)[0]!);
  }
  return gone.size;
};
