import type { QueryClient } from "@tanstack/react-query";
import { kitTexts } from "../texts/en/kit.ts";
import type { Address } from "./Api.ts";
import { ApiProblem } from "./ApiProblem.ts";
import { sessionOptions } from "./useSession.ts";

/**
 * Throws an `ApiProblem` that says why, where the API would refuse an address to this reader: it is not even asked. Where
 * nobody knows who the reader is, the server decides.
 */
export const refuse = async (queries: QueryClient, address: Address): Promise<void> => {
  const who = await queries.ensureQueryData(sessionOptions).catch(() => null);
  if (who === null || who.may.includes(address)) return;
  const { title, role, money } = kitTexts.notYours;
  const detail = who.money ? role(who.role) : money(who.role);
  throw new ApiProblem(403, { type: "urn:rapport:problem:not-allowed", title, detail }, null);
};
