/** The pages that set things up, each loaded when it is opened. */
import { lazy, Route } from "preact-iso";
import { pageOfEach } from "./page-of-each.ts";

const TypesPage = lazy(async () => (await import("./event-types/TypesPage.tsx")).TypesPage);
const NewTypePage = lazy(async () => (await import("./event-types/NewTypePage.tsx")).NewTypePage);
const TypePage = pageOfEach(
  "type",
  lazy(async () => (await import("./event-types/TypePage.tsx")).TypePage),
);
const EditTypePage = pageOfEach(
  "type",
  lazy(async () => (await import("./event-types/EditTypePage.tsx")).EditTypePage),
);
const NoticesPage = lazy(async () => (await import("./notices/NoticesPage.tsx")).NoticesPage);
const ProfilesPage = lazy(async () => (await import("./profiles/ProfilesPage.tsx")).ProfilesPage);
const ProfilePage = pageOfEach(
  "name",
  lazy(async () => (await import("./profiles/ProfilePage.tsx")).ProfilePage),
);
const EditProfilePage = pageOfEach(
  "name",
  lazy(async () => (await import("./profiles/EditProfilePage.tsx")).EditProfilePage),
);
const OrganizationsPage = lazy(async () => (await import("./organizations/OrganizationsPage.tsx")).OrganizationsPage);
const NewOrganizationPage = lazy(
  async () => (await import("./organizations/NewOrganizationPage.tsx")).NewOrganizationPage,
);
const OrganizationPage = pageOfEach(
  "id",
  lazy(async () => (await import("./organizations/OrganizationPage.tsx")).OrganizationPage),
);
const EnvironmentPage = pageOfEach(
  "id",
  lazy(async () => (await import("./organizations/EnvironmentPage.tsx")).EnvironmentPage),
);
const KeysPage = lazy(async () => (await import("./api-keys/KeysPage.tsx")).KeysPage);
const AuditPage = lazy(async () => (await import("./audit/AuditPage.tsx")).AuditPage);
const RecoveryPage = pageOfEach(
  "id",
  lazy(async () => (await import("./notices/RecoveryPage.tsx")).RecoveryPage),
);

/** Their routes. */
export const SET_UP_ROUTES = [
  <Route key="/event-types" path="/event-types" component={TypesPage} />,
  <Route key="/new-event-type" path="/new-event-type" component={NewTypePage} />,
  <Route key="/event-types/:type" path="/event-types/:type" component={TypePage} />,
  <Route key="/event-types/:type/edit" path="/event-types/:type/edit" component={EditTypePage} />,
  <Route key="/notices" path="/notices" component={NoticesPage} />,
  <Route key="/profiles" path="/profiles" component={ProfilesPage} />,
  <Route key="/profiles/:name" path="/profiles/:name" component={ProfilePage} />,
  <Route key="/profiles/:name/edit" path="/profiles/:name/edit" component={EditProfilePage} />,
  <Route key="/organizations" path="/organizations" component={OrganizationsPage} />,
  <Route key="/organizations/new" path="/organizations/new" component={NewOrganizationPage} />,
  <Route key="/organizations/:id" path="/organizations/:id" component={OrganizationPage} />,
  <Route key="/environments/:id" path="/environments/:id" component={EnvironmentPage} />,
  <Route key="/keys" path="/keys" component={KeysPage} />,
  <Route key="/audit" path="/audit" component={AuditPage} />,
  <Route key="/recoveries/:id" path="/recoveries/:id" component={RecoveryPage} />,
];
