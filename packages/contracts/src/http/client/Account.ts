import type { z } from "zod";
import { HandOverAnswer } from "../signals/HandOver.ts";

/** Who knows whom, what is agreed, meetings and open bills: of a hand-over what is always so, without what is to be noticed. */
export const ClientAccount = HandOverAnswer.omit({ without: true, waiting: true, risk: true, signals: true });
export type ClientAccount = z.infer<typeof ClientAccount>;
