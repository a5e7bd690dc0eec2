import { Link } from "@tanstack/react-router";
import { shellTexts } from "../texts/en/shell.ts";

export const PageNotFound = () => (
  <section>
    <h1>{shellTexts.notFound.title}</h1>
    <p>{shellTexts.notFound.detail}</p>
    <Link to="/">{shellTexts.notFound.back}</Link>
  </section>
);
