import type { SignalKind } from "@rapport/contracts/views/signals/SignalView";
import { careReasons } from "./careReasons.ts";
import { contactReasons } from "./contactReasons.ts";
import type { Noticed, Reason } from "./Figures.ts";
import { workReasons } from "./workReasons.ts";

const reasons: Readonly<Record<SignalKind, Reason>> = { ...careReasons, ...contactReasons, ...workReasons };

/**
 * Why a signal is shown, as the end of a sentence that begins with the client, with the figures that made it one.
 * Throws where the view's figures are not there.
 */
export const reasonOf = (kind: SignalKind, noticed: Noticed): string => reasons[kind](noticed);
