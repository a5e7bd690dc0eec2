import { foldedName } from "@rapport/domain/directory/foldedName";
import type { DirectoryMember } from "@rapport/domain/directory/Snapshot";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import type { DirectoryState } from "./DirectoryState.ts";
import { suggestions } from "./resolveClient.ts";

/** The member a person means by an id, a name (any case), an address or another key of theirs. */
export const resolveMember = (
  { snapshot }: DirectoryState,
  text: string,
): Effect.Effect<DirectoryMember, Refusal> => {
  const wanted = text.trim();
  const keys = [wanted, `email:${wanted.toLowerCase()}`];
  const byKey = snapshot.memberParties.find(({ party }) => keys.includes(party))?.memberId;
  const named = snapshot.members.filter(
    ({ memberId, name }) =>
      memberId === wanted || memberId === byKey || foldedName(name) === foldedName(wanted),
  );
  const exact = named.find(({ memberId }) => memberId === wanted || memberId === byKey) ?? named[0];
  if (exact !== undefined && (named.length === 1 || exact.memberId === wanted)) return Effect.succeed(exact);
  if (named.length > 1)
    return Effect.fail(
      usageError(
        `"${text}" is the name of ${named.length} members: ${named.map((one) => `${one.name} (${one.memberId})`).join(", ")}`,
        "Use the id in brackets.",
      ),
    );
  const names = snapshot.members.flatMap(({ memberId, name }) => [name, memberId]);
  const near = suggestions(text, [...new Set(names)]);
  const meant = near.length === 0 ? "" : ` Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
  return Effect.fail(
    usageError(
      `there is no member "${text}"`,
      `\`rapport member list\` shows all ${snapshot.members.length}; \`rapport member add\` adds one.${meant}`,
    ),
  );
};
