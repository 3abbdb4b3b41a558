"""The layout of the screen, as Textual reads it. It has no colors: the terminal's own palette is used."""

from __future__ import annotations

STYLE = """
Screen { layout: vertical; background: ansi_default; color: ansi_default; }
#head, #foot, #banner, #prompt { height: 1; }
#trouble { height: auto; }
#drift { height: 2; }
Histories, Pane { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: auto;
  scrollbar-background: ansi_default; scrollbar-background-hover: ansi_default; scrollbar-background-active: ansi_default;
  scrollbar-color: ansi_blue; scrollbar-color-hover: ansi_blue; scrollbar-color-active: ansi_blue; }
#details { height: 6; border-top: solid ansi_blue; padding: 0 1; }
.tall #details { height: 8; }
.short #details, .low #drift { display: none; }
#prompt, #trouble, #banner, #pane { display: none; }
#label { width: auto; text-style: bold; }
#buttons { width: auto; }
#prompt Input { width: 1fr; border: none; padding: 0; height: 1; background: ansi_default; color: ansi_default; }
.troubled #trouble { display: block; color: ansi_red; }
.reading #banner, .reading #pane { display: block; }
.ascii #details { border-top: ascii ansi_blue; }
.ascii Histories, .ascii Pane { scrollbar-size-vertical: 0; }
.reading #drift, .reading #list, .reading #details { display: none; }
.offering #details { display: block; max-height: 40%; }
"""
"""The parts from top to bottom; a class of the screen says which of them there is room for."""
