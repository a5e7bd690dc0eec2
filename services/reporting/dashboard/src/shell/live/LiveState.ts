import { useSyncExternalStore } from "react";

/** Whether what is on the screen follows what happens. `past`: a moment is shown that nothing changes any more. */
export interface LiveState {
  readonly kind: "on" | "off" | "past";
  /** The moment of the last change that was shown; null before one. */
  readonly at: string | null;
}

let state: LiveState = { kind: "off", at: null };
const listeners = new Set<() => void>();

/** Says how it stands; whoever looks is told. */
export const setLiveState = (next: LiveState): void => {
  if (next.kind === state.kind && next.at === state.at) return;
  state = next;
  for (const listener of listeners) listener();
};

export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
