/** The Turnover screen. */
export function TurnoverScreen({ id }: { readonly id: string }) {
  return (
    <main>
      <h1>{id}</h1>
    </main>
  )
}
