import { Command, Flag } from "effect/cli";

/** The root of the command tree; the subcommands read its shared flags by `yield* rapport`. */
export const rapport = Command.make("rapport").pipe(
  Command.withSharedFlags({
    data: Flag.String("data").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("The data folder (default: RAPPORT_DATA, else .rapport)"),
      Flag.optional,
    ),
  }),
  Command.withDescription("From mailboxes to client reports, on one machine"),
);
