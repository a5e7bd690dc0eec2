import { foldedName } from "@rapport/domain/directory/foldedName";
import { type GrowingDirectory, type Saying, tell } from "@rapport/domain/directory/InForce";
import { memberPartiesOf } from "@rapport/domain/directory/foldPeople";
import { firmWithMembers, isOwnParty } from "@rapport/domain/directory/ownParties";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { describeSaying } from "@rapport/directory/describeSaying";
import { whyNobodys } from "@rapport/directory/parseLink";
import { suggestions } from "@rapport/directory/resolveClient";
import type { Place, Problem, Row } from "./Row.ts";

export interface Change extends Place {
  readonly saying: Saying;
  readonly text: string;
}

/** What files come to: things to be said, and rows that were refused. Grows row by row; each row sees the ones before it. */
export class Plan {
  readonly now: GrowingDirectory;
  readonly changes: Array<Change> = [];
  readonly problems: Array<Problem> = [];

  constructor(now: GrowingDirectory) {
    this.now = now;
  }

  say(at: Place, saying: Saying): void {
    this.changes.push({ file: at.file, line: at.line, saying, text: describeSaying(saying, this.now) });
    tell(this.now, saying);
  }

  /** True when the row has no problems; else they are kept, and the row is not to be told. */
  accepts(row: Row): boolean {
    this.problems.push(...row.problems);
    return row.problems.length === 0;
  }

  /** A check of parties against who we are; good until members or firm change. */
  refusalOf(): (party: string) => string | null {
    const isOwn = isOwnParty(firmWithMembers(this.now));
    const keys = new Map(memberPartiesOf(this.now).map(({ party, memberId }) => [party, memberId]));
    return (party) => whyNobodys(party, isOwn, (key) => keys.get(key));
  }

  clientName(id: string): string {
    return this.now.names.get(id)?.at(-1) ?? id;
  }

  /** The client of an id, or of a name that one client has. */
  client(text: string): Effect.Effect<string, Refusal> {
    if (this.now.names.has(text)) return Effect.succeed(text);
    const names = [...this.now.names].map(([id, said]) => ({ id, name: said.at(-1) ?? id }));
    const meant = names.filter(({ name }) => foldedName(name) === foldedName(text));
    if (meant.length === 1) return Effect.succeed(meant[0]!.id);
    const near = suggestions(text, [...names.map(({ name }) => name), ...names.map(({ id }) => id)]);
    const hint = near.length === 0 ? "" : ` Did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`;
    return Effect.fail(
      meant.length > 1
        ? usageError(`"${text}" is the name of ${meant.length} clients`, "Write the id.")
        : usageError(`there is no client "${text}"`, `Add it, or name the clients file too.${hint}`),
    );
  }

  /** The member of an id, or of an e-mail address. */
  member(text: string): Effect.Effect<string, Refusal> {
    if (this.now.members.has(text)) return Effect.succeed(text);
    const party = `email:${text.toLowerCase()}`;
    const member = memberPartiesOf(this.now).find((one) => one.party === party);
    if (member !== undefined) return Effect.succeed(member.memberId);
    const near = suggestions(text, [...this.now.members.keys()]);
    const hint = near.length === 0 ? "" : ` Did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`;
    return Effect.fail(
      usageError(`there is no member "${text}"`, `Add them, or name the members file too.${hint}`),
    );
  }

  calendar(text: string): Effect.Effect<string, Refusal> {
    return this.now.calendars.has(text)
      ? Effect.succeed(text)
      : Effect.fail(usageError(`there is no calendar "${text}"`, "Add it, or name the calendars file too."));
  }
}
