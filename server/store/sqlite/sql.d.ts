/** A migration's text, embedded in the binary. */
declare module "*.sql" {
  const text: string;
  export default text;
}
