import { passwordLength } from "./Accounts.ts";
import { html, type Html } from "./Html.ts";

export interface SignInPage {
  /** Where to go afterwards, an address of this server. */
  readonly to: string;
  /** What went wrong, for people; null: nothing did. */
  readonly problem: string | null;
  /** The name that was tried. */
  readonly name: string;
  /** The host of the firm's own sign-in; null where there is none. */
  readonly oidcHost: string | null;
}

const page = (title: string, head: Html | null, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Rapport</title>
        <link rel="stylesheet" href="/session/style.css" />
        ${head}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.markup;

const withFirm = ({ oidcHost, to }: SignInPage): Html | null =>
  oidcHost === null
    ? null
    : html`<form method="get" action="/session/oidc">
          <input type="hidden" name="to" value="${to}" />
          <button type="submit">Sign in with ${oidcHost}</button>
        </form>
        <p class="or">or with an account of this Rapport</p>`;

/** Where readers sign in. No script runs on it. */
export const signInPage = (shown: SignInPage): string =>
  page(
    "Sign in",
    null,
    html`<h1>Sign in to Rapport</h1>
      ${shown.problem === null ? null : html`<p role="alert">${shown.problem}</p>`} ${withFirm(shown)}
      <form method="post" action="/session">
        <input type="hidden" name="to" value="${shown.to}" />
        <label for="name">Name</label>
        <input
          id="name"
          name="name"
          value="${shown.name}"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          maxlength="200"
          required
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          maxlength="${passwordLength.most}"
          required
        />
        <button type="submit">Sign in</button>
      </form>
      <p class="hint">
        On the machine that runs Rapport, <code>rapport link</code> prints a link that opens a session.
      </p>`,
  );

/**
 * Goes on from here. Whoever came from another site (a mail, the firm's sign-in) has their browser hold the cookie back
 * from a redirect, and send it with what a page of this site leads to.
 */
export const goOnPage = (to: string): string =>
  page(
    "Signed in",
    html`<meta http-equiv="refresh" content="0;url=${to}" />`,
    html`<h1>You are signed in</h1>
      <p><a href="${to}">Go on to Rapport</a></p>`,
  );

/** Of both pages; the colours are the dashboard's. */
export const signInStyle = `:root{color-scheme:light dark;--ground:light-dark(#f6f7f9,#12161c);--surface:light-dark(#fff,#1a2028);--line:light-dark(#8793a3,#6b7888);--text:light-dark(#17202c,#e7ecf3);--muted:light-dark(#566375,#a3b0c0);--accent:light-dark(#1c5fb8,#7db4f5);--on:light-dark(#fff,#12161c);--bad:light-dark(#b0243a,#ff8b98);--bad-ground:light-dark(#fce8eb,#42191f)}
*{box-sizing:border-box}
html{font:400 .9375rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--ground)}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem}
main{width:100%;max-width:24rem;padding:2rem;background:var(--surface);border-radius:.5rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.2;margin:0 0 1.5rem}
form{display:grid;gap:.25rem}
label{font-weight:600}
input{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;margin-bottom:.75rem;width:100%}
button{font:inherit;font-weight:600;min-height:2.75rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on);cursor:pointer;width:100%}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[role=alert]{margin:0 0 1rem;padding:.75rem;border-radius:.5rem;background:var(--bad-ground);color:var(--bad)}
.or,.hint{color:var(--muted)}
.hint{margin:1.5rem 0 0;font-size:.8125rem}
`;
