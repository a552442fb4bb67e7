/** The Visit screen. */
export function VisitScreen({ id }: { readonly id: string }) {
  return (
    <main>
      <h1>{id}</h1>
    </main>
  )
}
