type Headers = Readonly<Record<string, string | undefined>>;

/**
 * Whether a request comes from this server's own pages, or from no page at all. Browsers say so themselves
 * (`Sec-Fetch-Site`); those that do not send the page's origin with whatever changes something.
 */
export const isSameOrigin = (headers: Headers, publicUrl: URL | null): boolean => {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = headers["origin"];
  if (origin === undefined) return true;
  const url = URL.parse(origin);
  if (url === null) return false;
  return url.origin === publicUrl?.origin || url.host === headers["host"];
};

/** Where to go after signing in: an address of this server, `/` for anything else. */
export const safeAddress = (to: string | null | undefined): string => {
  if (to === null || to === undefined || !/^\/(?![/\\])[^\s\\]*$/.test(to)) return "/";
  const url = URL.parse(to, "http://here.invalid");
  if (url === null || url.origin !== "http://here.invalid" || /^\/session(?:\/|$)/.test(url.pathname))
    return "/";
  return url.pathname + url.search + url.hash;
};
