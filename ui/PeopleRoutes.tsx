/** The pages of people, inboxes and settings, each loaded when it is opened. */
import { lazy, Route } from "preact-iso";
import { Home } from "./first/Home.tsx";

const InboxesPage = lazy(async () => (await import("./inbox/InboxesPage.tsx")).InboxesPage);
const InboxPage = lazy(async () => (await import("./inbox/InboxPage.tsx")).InboxPage);
const PeoplePage = lazy(async () => (await import("./people/PeoplePage.tsx")).PeoplePage);
const AccountPage = lazy(async () => (await import("./account/AccountPage.tsx")).AccountPage);
const SettingsPage = lazy(async () => (await import("./settings/SettingsPage.tsx")).SettingsPage);

/** Their routes; `/setup` is where the first person comes from. */
export const PEOPLE_ROUTES = [
  <Route key="/setup" path="/setup" component={Home} />,
  <Route key="/inbox" path="/inbox" component={InboxesPage} />,
  <Route key="/inbox/:id" path="/inbox/:id" component={InboxPage} />,
  <Route key="/people" path="/people" component={PeoplePage} />,
  <Route key="/account" path="/account" component={AccountPage} />,
  <Route key="/settings" path="/settings" component={SettingsPage} />,
];
