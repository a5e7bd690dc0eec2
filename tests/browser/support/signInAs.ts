import { dirname } from "node:path";
import { inject } from "vitest";
import { rapport, succeed } from "../../e2e/support/rapport.ts";

/** An account for one run of the tests; it is given anew where a folder that stays has it already. */
const password = "known to nobody else";

/** Gives somebody an account of the simulated agency, and answers the `Cookie` header of their session. */
export const signInAs = async (
  name: string,
  role: "admin" | "leadership" | "ops" | "analyst",
  { money }: { readonly money: boolean },
): Promise<string> => {
  const { url, folder } = inject("agency");
  const data = ["--data", dirname(folder)];
  await rapport(["user", "remove", name, ...data]);
  const flags = ["--role", role, ...(money ? ["--money"] : [])];
  await succeed(["user", "add", name, ...flags, ...data], { stdin: `${password}\n` });
  const answer = await fetch(`${url}/session`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ name, password, to: "/" }).toString(),
  });
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`${name} was not let in: ${answer.status}`);
  return cookie.split(";")[0]!;
};
