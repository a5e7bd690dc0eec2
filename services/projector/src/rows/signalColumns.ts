import type { Signals } from "@rapport/contracts/EmailMessage";
import { nullable } from "@rapport/warehouse/native/composites";
import { bool, int16, uint32 } from "@rapport/warehouse/native/numbers";

/** What a text said, as every table of texts has it. */
export const signalColumns = () => ({
  words: uint32(),
  questions: uint32(),
  tone_milli: nullable(int16()),
  tone_error_milli: nullable(int16()),
  asks: bool(),
  complaint: bool(),
  urgency: bool(),
  scope_request: bool(),
  escalation: bool(),
  thanks: bool(),
});

export const pushSignals = (columns: ReturnType<typeof signalColumns>, signals: Signals): void => {
  columns.words.push(signals.words);
  columns.questions.push(signals.questions);
  columns.tone_milli.push(signals.toneMilli);
  columns.tone_error_milli.push(signals.toneErrorMilli);
  columns.asks.push(signals.asks);
  columns.complaint.push(signals.complaint);
  columns.urgency.push(signals.urgency);
  columns.scope_request.push(signals.scopeRequest);
  columns.escalation.push(signals.escalation);
  columns.thanks.push(signals.thanks);
};

/** For a text there is none of. */
export const noSignals: Signals = {
  words: 0,
  questions: 0,
  toneMilli: null,
  toneErrorMilli: null,
  asks: false,
  complaint: false,
  urgency: false,
  scopeRequest: false,
  escalation: false,
  thanks: false,
};
