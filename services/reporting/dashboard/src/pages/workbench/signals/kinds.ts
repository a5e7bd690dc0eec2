import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";

export type SignalKind = SignalsPage["kinds"][number]["kind"];
export type SignalGroup = "waiting" | "contact" | "work" | "ahead";

/** Every kind of signal, by what it is about, what somebody waits for first. */
export const kindsByGroup: { readonly [G in SignalGroup]: ReadonlyArray<SignalKind> } = {
  waiting: [
    "complaint",
    "escalation",
    "answer_due",
    "missed_promise",
    "long_thread",
    "follow_up",
    "feedback",
  ],
  contact: ["silence", "check_in", "champion", "hand_over", "single_thread", "slow_answers"],
  work: ["after_hours", "scope", "no_contract", "load"],
  ahead: ["late_payment", "milestone"],
};

export const signalGroups: ReadonlyArray<SignalGroup> = ["waiting", "contact", "work", "ahead"];
export const shownKinds: ReadonlyArray<SignalKind> = signalGroups.flatMap((group) => kindsByGroup[group]);
