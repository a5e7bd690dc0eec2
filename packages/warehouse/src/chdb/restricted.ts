import { analyst } from "./access.ts";
import { EngineError } from "./EngineError.ts";
import { onlyReads } from "./onlyReads.ts";
import type { QueryRequest } from "./readRequest.ts";

/** What an analyst's query gets unless it says less: the projector works on the same machine. */
const analystLimits: ReadonlyMap<string, string> = new Map([
  ["max_execution_time", "300"],
  ["max_memory_usage", "4000000000"],
]);

/**
 * The request of `user`, within what they may: an analyst, or whoever asks for the analyst's role, reads in that role,
 * at least `readonly` 2, within limits and without a session. Throws `EngineError`.
 */
export const restricted = (request: QueryRequest, user: string): QueryRequest => {
  const { parameters, statement } = request;
  const role = user === analyst ? analyst : parameters.role;
  if (role === undefined) return request;
  if (role !== analyst)
    throw EngineError.make(511, `There is no role ${role}; ${analyst} is the only one`, "UNKNOWN_ROLE");
  if (parameters.session !== undefined)
    throw EngineError.make(
      48,
      "Parameter 'session_id' is not supported for an analyst: leave it out",
      "NOT_IMPLEMENTED",
    );
  if (parameters.database === "system")
    throw EngineError.make(497, "an analyst may not work in the database system", "ACCESS_DENIED");
  onlyReads(statement);
  const settings = new Map([...analystLimits, ...parameters.settings]);
  if (!["1", "2"].includes(settings.get("readonly") ?? "")) settings.set("readonly", "2");
  return { ...request, parameters: { ...parameters, role, settings } };
};
