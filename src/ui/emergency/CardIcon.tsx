/** The sign of each card, drawn; always beside its word. */
import type { ReactNode } from 'react'
import type { CardId } from '../../domain/emergency/structure.ts'
import { Stroke } from '../kit/Icons.tsx'

const DRAWN: { readonly [Id in CardId]: ReactNode } = {
  /* Somebody lying with raised legs. */
  fainting: (
    <>
      <circle cx="4.5" cy="15" r="2" />
      <path d="M8 16h6l4-6 3.5 1M3 20h18" />
    </>
  ),
  /* A heart that is struck. */
  chestPain: (
    <>
      <path d="M12 20S3.5 15 3.5 9.2A4.2 4.2 0 0 1 12 7.6a4.2 4.2 0 0 1 8.5 1.6C20.5 15 12 20 12 20z" />
      <path d="m13 8-2.5 4h3L11 16" />
    </>
  ),
  /* A thermometer and the heat. */
  heatStroke: (
    <>
      <path d="M10 13.5V5a2 2 0 0 0-4 0v8.5a4 4 0 1 0 4 0zM8 9v7" />
      <path d="M15 6h5M15 10h4M15 14h5" />
    </>
  ),
  /* A cup with a straw. */
  lowSugar: <path d="M6 9h12l-1.5 12h-9zM12 9l2-6h3M6.6 14h10.8" />,
  /* A flame over a hand's edge. */
  burn: (
    <>
      <path d="M12 3c1 3 4 4 4 7.5a4 4 0 0 1-8 0C8 9 9 8 9.5 7c.5 1 1 1.5 1.5 1.5C12 7 11.5 5 12 3z" />
      <path d="M3 20c4-3 14-3 18 0" />
    </>
  ),
  /* A drop. */
  bleeding: <path d="M12 3s6.5 7 6.5 11.5a6.5 6.5 0 0 1-13 0C5.5 10 12 3 12 3zM9 15a3 3 0 0 0 3 3" />,
  /* Somebody falling. */
  fall: (
    <>
      <circle cx="8" cy="5" r="2" />
      <path d="M9 9.5 13 13l5-1M13 13l-2 4 4 4M9 9.5 5 12M3 21h5" />
    </>
  ),
  /* A house on fire. */
  fire: (
    <>
      <path d="M3 11 12 3l9 8M5 10v11h14V10" />
      <path d="M12 10c.6 2 3 2.6 3 5a3 3 0 0 1-6 0c0-1.6 1.4-2 1.4-3.4" />
    </>
  ),
  /* A bolt, struck through. */
  powerCut: <path d="M13 3 6 13h5l-1 8 7-10h-5zM3 4l18 17" />,
}

/** Large: it is found before the word is read. */
export function CardIcon({ what, size = 76 }: { readonly what: CardId; readonly size?: number }) {
  return <Stroke size={size}>{DRAWN[what]}</Stroke>
}
