/**
 * `getComputedStyle` for screen tests. jsdom matches its whole default sheet against every element anew after each change
 * of the page, and every look for a role asks it: a third of what these tests cost. What hides an element is the same for
 * all elements of a kind as long as nothing on the page says otherwise, so one of the kind is asked and stands for all.
 */

/** What a role, its name and a tap ask about. */
const ASKED = ['display', 'visibility', 'pointer-events']
/** The attributes by which jsdom's default sheet hides. */
const HIDING = ['hidden', 'open', 'popover', 'type']
/** Elements whose place decides as well. */
const BY_PLACE = new Set(['summary', 'noscript'])
/** What of a style reaches those inside. */
const INHERITED = /visibility|pointer-events|all/
/** Hidden, these take what is in them along in another way than `display`. */
const ROW = /^(colgroup|col|thead|tbody|tfoot|tr)$/

type Style = (element: Element, pseudo?: string | null) => CSSStyleDeclaration

/** Whether something besides the kind may decide: a sheet of the page, a style of its own or inherited, a hidden row. */
function isSpecial(element: Element): boolean {
  if (element.ownerDocument.styleSheets.length > 0) return true
  if (BY_PLACE.has(element.localName) || element.hasAttribute('style')) return true
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (INHERITED.test(at.getAttribute('style') ?? '')) return true
    if (at.hasAttribute('hidden') && ROW.test(at.localName)) return true
  }
  return false
}

const kindOf = (element: Element) =>
  JSON.stringify([
    element.namespaceURI,
    element.localName,
    ...HIDING.map((name) => element.getAttribute(name)),
  ])

let jsdoms: Style

/** jsdom's own of this page, to compare with. */
export const jsdomStyle: Style = (element) => jsdoms(element)

/** The same verdicts as `real` gives; all but the asked properties come from it. */
export function quickStyle(real: Style): Style {
  jsdoms = real
  const kinds = new Map<string, ReadonlyMap<string, string>>()
  const ofKind = (element: Element) => {
    const kind = kindOf(element)
    const known = kinds.get(kind)
    if (known) return known
    const style = real(element)
    const found = new Map(ASKED.map((property) => [property, style.getPropertyValue(property)]))
    kinds.set(kind, found)
    return found
  }
  return (element, pseudo) => {
    if (pseudo || !(element instanceof Element) || isSpecial(element)) return real(element, pseudo)
    const answers = ofKind(element)
    const whole = () => real(element)
    const getPropertyValue = (property: string) => answers.get(property) ?? whole().getPropertyValue(property)
    return new Proxy({} as CSSStyleDeclaration, {
      get: (_, key) => {
        if (key === 'getPropertyValue') return getPropertyValue
        const answer = answers.get(key === 'pointerEvents' ? 'pointer-events' : String(key))
        if (answer !== undefined) return answer
        const style = whole()
        const value = Reflect.get(style, key)
        return typeof value === 'function' ? value.bind(style) : value
      },
    })
  }
}
