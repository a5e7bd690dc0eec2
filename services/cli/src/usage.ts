import { Effect, Layer } from "effect";
import { type CliError, CliConfig, CliOutput, GlobalFlag } from "effect/cli";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal, usageError } from "@rapport/runtime/Failure";

/** `--log-level` and `--wizard` are left out: LOG_LEVEL says the first, `--help` makes up for the second. */
const builtIns = [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions];

/** Wrong usage is told by `usageRefusal` in two lines, not by a page of help. */
const presenter: CliOutput.Presenter = {
  present: (event) =>
    event._tag === "InvalidInvocation" ? Effect.void : CliOutput.defaultPresenter.present(event),
};

export const cliLayer = Layer.mergeAll(CliConfig.layer({ builtIns }), CliOutput.layerPresenter(presenter));

/** The library puts its suggestions on lines of their own; an error is one line. */
const oneLine = (message: string): string => {
  const [what, near] = message.split(/\s*Did you mean this\?\s*/);
  const said = (what ?? "").replaceAll(/\s*\n\s*/g, " ").trim();
  return near === undefined
    ? said
    : `${said}. Did you mean ${near
        .trim()
        .split(/\s*\n\s*/)
        .join(" or ")}?`;
};

/**
 * What a failed parse comes to: nothing when bare `rapport` showed its help, else the errors and where
 * the help is, with exit code 2.
 */
export const usageRefusal = (error: CliError.CliError): Effect.Effect<void, Refusal> => {
  if (error._tag !== "ShowHelp") return Effect.fail(usageError(oneLine(error.message)));
  const path = error.commandPath.join(" ");
  if (error.errors.length > 0) {
    const what = error.errors.map((e) => oneLine(e.message)).join("\n");
    return Effect.fail(usageError(what, `See \`${path} --help\`.`));
  }
  return error.commandPath.length === 1
    ? Effect.void
    : Effect.fail(
        new Refusal({
          what: `\`${path}\` needs a subcommand; see above.`,
          action: null,
          code: exitCodes.usage,
        }),
      );
};
