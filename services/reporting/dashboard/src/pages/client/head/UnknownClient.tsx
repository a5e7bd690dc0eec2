import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { clientTexts } from "../../../texts/en/client.ts";

const texts = clientTexts.unknown;

/** In the place of a client that nobody knows. */
export const UnknownClient = ({ id }: { readonly id: string }) => (
  <>
    <h1>
      <bdi>{id}</bdi>
    </h1>
    <EmptyState title={texts.title}>
      <p>{texts.detail}</p>
      <Link to="/clients">{texts.back}</Link>
    </EmptyState>
  </>
);
