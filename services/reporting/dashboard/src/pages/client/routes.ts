import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";
import { readClientSearch, readListSearch } from "./searches.ts";

export const clientRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/clients",
    validateSearch: readListSearch,
    component: lazyRouteComponent(() => import("./ClientsPage.tsx"), "ClientsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/clients/$client",
    validateSearch: readClientSearch,
    component: lazyRouteComponent(() => import("./ClientPage.tsx"), "ClientPage"),
  }),
] as const;
