import { careSignals } from "./careSignals.ts";
import { contactSignals } from "./contactSignals.ts";
import { type SignalKind, signalKinds, type SignalView } from "./SignalView.ts";
import { workSignals } from "./workSignals.ts";

const all: ReadonlyArray<SignalView> = [...careSignals, ...contactSignals, ...workSignals];

/** The definition of a signal's view. */
export const signalViewOf = (kind: SignalKind): SignalView => {
  const found = all.find((view) => view.kind === kind);
  if (found === undefined) throw new Error(`signal_${kind} has no definition`);
  return found;
};

/** All of them, in the order of `signalKinds`. */
export const signalViews: ReadonlyArray<SignalView> = signalKinds.map(signalViewOf);
