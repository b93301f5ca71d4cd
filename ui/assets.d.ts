/** What the bundler makes of an image: its address. */
declare module "*.svg" {
  const url: string;
  export default url;
}
