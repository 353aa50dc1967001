/** What stands in the window when the library cannot be opened. */

export function FatalError({ message }: { message: string }) {
  return (
    <main className="fatal" role="alert">
      <h1>Offprint could not open its library</h1>
      <p>{message}</p>
      <p>Your digest files and your marks were left as they are. Close this window and start Offprint again.</p>
    </main>
  );
}
