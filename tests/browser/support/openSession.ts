/** Follows a one-time link as a browser does, and answers the `Cookie` header of the session that it opened. */
export const openSession = async (link: string): Promise<string> => {
  const answer = await fetch(link, { redirect: "manual", headers: { accept: "text/html" } });
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined)
    throw new Error(`${link} opened no session: ${answer.status} ${await answer.text()}`);
  return cookie.split(";")[0]!;
};
