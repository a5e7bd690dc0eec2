import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { DeadLetterCode } from "../DeadLetter.ts";
import { AuditState } from "./data/Audit.ts";
import { DeadLettersPage, LettersReplayed, ReplayLetters } from "./data/DeadLetters.ts";
import { SaySetting, SettingPreview, SettingSaid, SettingsAnswer } from "./data/Settings.ts";
import { SourceStates } from "./data/Sources.ts";
import { fromZod } from "./FromZod.ts";
import { AsOf, Cursor, DateText, limitOf, whenRead } from "./parameters.ts";
import { LogAway, NotSayable, readProblems, RequestIdTaken } from "./Problems.ts";

const sourceStates = HttpApiEndpoint.get("sourceStates", "/source-states", {
  success: fromZod(SourceStates),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "Sources with lag, counts and last error, and the imports that run now" }),
);

const deadLetters = HttpApiEndpoint.get("deadLetters", "/dead-letters", {
  query: {
    state: Schema.optional(
      Schema.Literals(["open", "resolved", "all"]).annotate({ description: "Default: `open`." }),
    ),
    code: Schema.optional(Schema.Literals(DeadLetterCode.options)),
    account: Schema.optional(
      Schema.String.check(Schema.isMaxLength(320)).annotate({ description: "Of this account of a source." }),
    ),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(DeadLettersPage),
  error: LogAway,
}).annotateMerge(
  OpenApi.annotations({ summary: "What could not be read or projected, with its reason and place" }),
);

const replay = HttpApiEndpoint.post("replay", "/dead-letters/replay", {
  payload: fromZod(ReplayLetters),
  success: fromZod(LettersReplayed),
  error: [LogAway, NotSayable],
}).annotateMerge(OpenApi.annotations({ summary: "Try dead letters again; trying twice adds nothing" }));

const audit = HttpApiEndpoint.get("audit", "/audit", {
  success: fromZod(AuditState),
}).annotateMerge(
  OpenApi.annotations({ summary: "Whether log and warehouse agreed when they were last compared" }),
);

const runAudit = HttpApiEndpoint.post("runAudit", "/audit", {
  success: fromZod(AuditState),
  error: LogAway,
}).annotateMerge(
  OpenApi.annotations({
    summary: "Compare log and warehouse now, unless that is being done; answers at once",
  }),
);

const settings = HttpApiEndpoint.get("settings", "/settings", {
  query: whenRead,
  success: fromZod(SettingsAnswer),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "Settings as they hold on a day, with their history" }));

const settingPreview = HttpApiEndpoint.get("settingPreview", "/settings/preview", {
  query: {
    asOf: Schema.optional(AsOf),
    key: Schema.String.check(Schema.isMaxLength(64)).annotate({ description: "Which setting." }),
    value: Schema.optional(
      Schema.String.check(Schema.isMaxLength(2000)).annotate({
        description: "Its value, in the setting's unit; back to the default when absent.",
      }),
    ),
    from: Schema.optional(
      DateText.annotate({ description: "The first day it counts for. Default: all days.", format: "date" }),
    ),
  },
  success: fromZod(SettingPreview),
  error: [NotSayable, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "What a value would change, worked out without saying it" }));

const saySetting = HttpApiEndpoint.post("saySetting", "/settings", {
  payload: fromZod(SaySetting),
  success: fromZod(SettingSaid),
  error: [NotSayable, RequestIdTaken, LogAway, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "Set a setting, for all days or from one on" }));

/** What the figures are made of: sources, what could not be read, the audit, settings. */
export class DataGroup extends HttpApiGroup.make("data")
  .add(sourceStates, deadLetters, replay, audit, runAudit, settings, settingPreview, saySetting)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Data" })) {}
