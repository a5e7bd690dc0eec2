import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";

export const clientRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/clients",
    component: lazyRouteComponent(() => import("./ClientsPage.tsx"), "ClientsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/clients/$client",
    component: lazyRouteComponent(() => import("./ClientPage.tsx"), "ClientPage"),
  }),
] as const;
