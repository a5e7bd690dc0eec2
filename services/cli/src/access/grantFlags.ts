import { roles } from "@rapport/contracts/http/access/Roles";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Flag } from "effect/cli";
import { textArgument } from "../directory/flags.ts";

export const roleFlag = Flag.Literals("role", roles).pipe(
  Flag.withDescription(
    "leadership, ops and analyst read and say what is theirs (docs/access.md); admin may do everything",
  ),
);

export const moneyFlag = Flag.Boolean("money").pipe(
  Flag.withDescription("May see amounts of money. Cost rates are shown to nobody"),
  Flag.withDefault(false),
);

export const nameArgument = textArgument("NAME", "What it is called: the history of clients names people so");

/** A name that nobody can be mistaken for. */
export const parseName = (text: string) => {
  const name = text.trim();
  if (name === "" || name.length > 100 || /[\p{Cc}\p{Cf}]/u.test(name))
    return Effect.fail(
      usageError(`"${text}" is no name`, "Take 1 to 100 letters, digits, signs and spaces."),
    );
  if (name.toLowerCase() === "owner")
    return Effect.fail(
      usageError(
        "owner is whoever opens the printed link",
        "Take another name, so that the two can be told apart.",
      ),
    );
  return Effect.succeed(name);
};

export const moneyText = (money: boolean): string => (money ? "sees money" : "sees no money");
