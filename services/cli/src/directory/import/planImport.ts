import type { GrowingDirectory } from "@rapport/domain/directory/InForce";
import { Effect } from "effect";
import { type FileKind, fileKinds } from "./kinds.ts";
import { Plan } from "./Plan.ts";
import { planClients } from "./planClients.ts";
import { planMembers } from "./planMembers.ts";
import { planContacts, planLinks, planMerges, planOwners } from "./planPeople.ts";
import { planCalendars, planFirm } from "./planWeeks.ts";
import type { DirectoryFile } from "./readFiles.ts";
import type { Row } from "./Row.ts";

const planOf: Readonly<
  Record<FileKind["name"], (rows: ReadonlyArray<Row>, plan: Plan) => Effect.Effect<void>>
> = {
  firm: planFirm,
  calendars: planCalendars,
  members: planMembers,
  clients: planClients,
  links: planLinks,
  merges: planMerges,
  contacts: planContacts,
  owners: planOwners,
};

/**
 * What files say that the directory does not say yet, in the order in which it is to be said, whatever the order
 * of the files. `now` is changed along. The same files again come to nothing; what they do not name stays.
 */
export const planImport = (files: ReadonlyArray<DirectoryFile>, now: GrowingDirectory): Effect.Effect<Plan> =>
  Effect.gen(function* () {
    const plan = new Plan(now);
    for (const { name } of fileKinds) {
      const ofKind = files.filter(({ kind }) => kind === name);
      plan.problems.push(...ofKind.flatMap(({ problems }) => problems));
      yield* planOf[name](
        ofKind.flatMap(({ rows }) => rows),
        plan,
      );
    }
    return plan;
  });
