import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser would understand it with its script switched off. */
export type ParsedPage = {
  readonly elements: readonly Element[];
  readonly byClass: (name: string) => Element[];
  readonly byTag: (name: string) => Element[];
};

const childrenOf = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : []);

const elementsIn = (node: Node): Element[] => childrenOf(node).flatMap((child) => ['tagName' in child ? [child] : [], elementsIn(child)].flat());

export const attributeOf = (element: Element | undefined, name: string): string => element?.attrs.find((one) => one.name === name)?.value ?? '';

/** All text in an element as it stands. */
export const rawTextOf = (node: Node | undefined): string => {
  if (node === undefined) return '';
  return 'value' in node ? node.value : childrenOf(node).map(rawTextOf).join('');
};

const textsIn = (node: Node): string[] => ('value' in node ? [node.value] : childrenOf(node).flatMap(textsIn));

/** All text in an element as it is read: white space, and what lies between elements, as one blank. */
export const textOf = (element: Node | undefined): string => (element === undefined ? '' : textsIn(element).join(' ').replaceAll(/\s+/g, ' ').trim());

export const parsePage = (page: string): ParsedPage => {
  const elements = elementsIn(parse(page));
  return {
    elements,
    byClass: (name) => elements.filter((element) => attributeOf(element, 'class').split(' ').includes(name)),
    byTag: (name) => elements.filter((element) => element.tagName === name),
  };
};
