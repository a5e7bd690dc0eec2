/** A sentence in which names stand between backticks, as definitions have them: these are set as code. */
export const WithCode = ({ text }: { readonly text: string }) =>
  text.split("`").map((part, n) => (n % 2 === 1 ? <code key={n}>{part}</code> : part));
