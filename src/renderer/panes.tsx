/** The three panes side by side: how wide each is, and which are shown. */
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';

export type Pane = 'sidebar' | 'paper';

export interface Panes {
  isShown(pane: Pane): boolean;
  toggle(pane: Pane): void;
  /** Shows it where it is hidden. */
  show(pane: Pane): void;
  panels: Record<Pane, RefObject<PanelImperativeHandle | null>>;
  onResized(): void;
}

export function usePanes(): Panes {
  const sidebar = useRef<PanelImperativeHandle>(null);
  const paper = useRef<PanelImperativeHandle>(null);
  const [hidden, setHidden] = useState<Record<Pane, boolean>>({ sidebar: false, paper: false });
  return useMemo(() => {
    const panels = { sidebar, paper };
    const isCollapsed = (pane: Pane) => panels[pane].current?.isCollapsed() ?? false;
    return {
      panels,
      isShown: (pane) => !hidden[pane],
      toggle: (pane) => (isCollapsed(pane) ? panels[pane].current?.expand() : panels[pane].current?.collapse()),
      show: (pane) => panels[pane].current?.expand(),
      onResized: () => {
        const now = { sidebar: isCollapsed('sidebar'), paper: isCollapsed('paper') };
        setHidden((before) => (before.sidebar === now.sidebar && before.paper === now.paper ? before : now));
      },
    };
  }, [hidden]);
}

interface PaneLayoutProps {
  panes: Panes;
  /** Percent of the window, by pane; `null` for how they are at first. */
  layout: Record<string, number> | null;
  onLayout(layout: Record<string, number>): void;
  sidebar: ReactNode;
  papers: ReactNode;
  paper: ReactNode;
}

export function PaneLayout({ panes, layout, onLayout, sidebar, papers, paper }: PaneLayoutProps) {
  return (
    <Group
      className="panes"
      orientation="horizontal"
      {...(layout && { defaultLayout: layout })}
      onLayoutChanged={(next) => {
        panes.onResized();
        onLayout(next);
      }}
    >
      <Panel
        id="sidebar"
        panelRef={panes.panels.sidebar}
        defaultSize={190}
        minSize={168}
        maxSize={360}
        collapsible
        groupResizeBehavior="preserve-pixel-size"
      >
        {sidebar}
      </Panel>
      <Separator className="pane-edge" aria-label="Resize the sidebar" />
      <Panel id="papers" minSize={300} className="papers-pane">
        {papers}
      </Panel>
      <Separator className="pane-edge" aria-label="Resize the paper pane" />
      <Panel
        id="paper"
        panelRef={panes.panels.paper}
        defaultSize={328}
        minSize={260}
        maxSize="60%"
        collapsible
        groupResizeBehavior="preserve-pixel-size"
      >
        {paper}
      </Panel>
    </Group>
  );
}
