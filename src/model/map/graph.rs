//! The graph of the map: the marks and links shown, the direction in which each link is drawn, and the layer of each
//! mark.

use std::collections::HashSet;

use super::Shown;
use super::web::Web;
use crate::model::index::{Groups, Lists};

/// A mark that is shown.
pub struct Node {
    /// Its index among the marks of the web.
    pub mark: u32,
    pub layer: u32,
    /// The number of its part.
    pub part: u32,
    /// Number of marks hidden behind it.
    pub hidden: u32,
}

/// A link that is shown, between the nodes with these numbers: drawn from `outer`, of a higher layer, to `inner`.
pub struct Edge {
    /// Its index among the links of the web.
    pub link: u32,
    pub outer: u32,
    pub inner: u32,
    /// True if the link leads from `inner` to `outer`, as one of each cycle does.
    pub turned: bool,
}

/// The nodes in the order of the article, the edges by relation.
pub struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub parts: usize,
    /// Number of parts that have links; they come first.
    pub linked_parts: usize,
}

/// No node.
const NONE: u32 = u32::MAX;

impl Graph {
    pub fn new(web: &Web<'_>, shown: &Shown) -> Self {
        let marks = web.marks;
        let count = marks.len();
        let links = (0..).zip(&web.links).filter(|(_, link)| link.from != link.to);
        let mut edges: Vec<Edge> =
            links.map(|(at, link)| Edge { link: at, outer: link.from, inner: link.to, turned: false }).collect();
        let circles = circles(count, &Lists::new(count, edges.iter().map(|edge| (edge.outer, edge.inner))));
        for edge in &mut edges {
            // In a cycle the later mark answers the earlier one.
            if circles[edge.outer as usize] == circles[edge.inner as usize] && edge.outer < edge.inner {
                (edge.outer, edge.inner, edge.turned) = (edge.inner, edge.outer, true);
            }
        }
        let answers = Lists::new(count, edges.iter().map(|edge| (edge.outer, edge.inner)));
        let answered_by = Lists::new(count, edges.iter().map(|edge| (edge.inner, edge.outer)));
        let (layers, order) = layers(count, &answers, &answered_by);
        let collapsed: Vec<bool> = if shown.collapsed.is_empty() {
            vec![false; count]
        } else {
            marks.iter().map(|mark| shown.collapsed.contains(&mark.id)).collect()
        };
        let hidden = hidden(&order, &answers, &collapsed);
        let visible = |at: usize| {
            let linked = !answers.of(at as u32).is_empty() || !answered_by.of(at as u32).is_empty();
            !hidden[at] && (linked || shown.unlinked)
        };

        let mut numbers = vec![NONE; count];
        let mut nodes = Vec::new();
        for at in (0..count).filter(|at| visible(*at)) {
            numbers[at] = nodes.len() as u32;
            let hidden = if collapsed[at] { behind(at, &answered_by, &hidden) } else { 0 };
            nodes.push(Node { mark: at as u32, layer: layers[at], part: 0, hidden });
        }
        edges.retain_mut(|edge| {
            (edge.outer, edge.inner) = (numbers[edge.outer as usize], numbers[edge.inner as usize]);
            edge.outer != NONE && edge.inner != NONE
        });
        let mut graph = Self { nodes, edges, parts: 0, linked_parts: 0 };
        graph.number_parts();
        graph
    }

    /// Numbers the connected parts by their earliest mark of layer 0, which no new answer changes; and then the nodes
    /// without links.
    fn number_parts(&mut self) {
        let mut groups = Groups::new(self.nodes.len());
        let mut linked = vec![false; self.nodes.len()];
        for edge in &self.edges {
            groups.unite(edge.outer, edge.inner);
            (linked[edge.outer as usize], linked[edge.inner as usize]) = (true, true);
        }
        let heads = groups.into_heads();
        let mut numbers = vec![NONE; self.nodes.len()];
        for with_links in [true, false] {
            for at in (0..self.nodes.len()).filter(|at| linked[*at] == with_links && self.nodes[*at].layer == 0) {
                let number = &mut numbers[heads[at] as usize];
                if *number == NONE {
                    *number = self.parts as u32;
                    self.parts += 1;
                }
            }
            if with_links {
                self.linked_parts = self.parts;
            }
        }
        for (node, head) in self.nodes.iter_mut().zip(heads) {
            node.part = numbers[head as usize];
        }
    }
}

/// The number of each node's strongly connected component (Tarjan 1972, without recursion).
fn circles(count: usize, next: &Lists<u32>) -> Vec<u32> {
    let mut found = vec![NONE; count];
    // The time each node was entered, and the earliest node on the stack that it leads back to.
    let (mut entered, mut back) = (vec![NONE; count], vec![NONE; count]);
    let (mut stack, mut path): (Vec<u32>, Vec<(u32, usize)>) = (Vec::new(), Vec::new());
    let (mut clock, mut circle) = (0, 0);
    for root in 0..count {
        if entered[root] != NONE {
            continue;
        }
        path.push((root as u32, 0));
        while let Some((node, tried)) = path.pop() {
            let at = node as usize;
            if tried == 0 {
                (entered[at], back[at]) = (clock, clock);
                clock += 1;
                stack.push(node);
            } else {
                let child = next.of(node)[tried - 1] as usize;
                if found[child] == NONE {
                    back[at] = back[at].min(back[child]);
                }
            }
            if let Some(child) = next.of(node).get(tried) {
                path.push((node, tried + 1));
                if entered[*child as usize] == NONE {
                    path.push((*child, 0));
                }
            } else if back[at] == entered[at] {
                while let Some(member) = stack.pop() {
                    found[member as usize] = circle;
                    if member == node {
                        break;
                    }
                }
                circle += 1;
            }
        }
    }
    found
}

/// The layer of each node, which is its longest path to a node that answers nothing; and the nodes in an order in which
/// each comes after all that it answers (Kahn, "Topological Sorting of Large Networks", 1962).
fn layers(count: usize, answers: &Lists<u32>, answered_by: &Lists<u32>) -> (Vec<u32>, Vec<u32>) {
    let mut layers = vec![0; count];
    let mut waits_for: Vec<usize> = (0..count as u32).map(|at| answers.of(at).len()).collect();
    let mut order: Vec<u32> = (0..count as u32).filter(|at| waits_for[*at as usize] == 0).collect();
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        next += 1;
        for &outer in answered_by.of(at) {
            let outer = outer as usize;
            layers[outer] = layers[outer].max(layers[at as usize] + 1);
            waits_for[outer] -= 1;
            if waits_for[outer] == 0 {
                order.push(outer as u32);
            }
        }
    }
    (layers, order)
}

/// True for nodes that answer only collapsed and hidden ones.
fn hidden(order: &[u32], answers: &Lists<u32>, collapsed: &[bool]) -> Vec<bool> {
    let mut hidden = vec![false; collapsed.len()];
    for &at in order {
        let answers = answers.of(at);
        hidden[at as usize] =
            !answers.is_empty() && answers.iter().all(|inner| collapsed[*inner as usize] || hidden[*inner as usize]);
    }
    hidden
}

/// Number of hidden nodes that answer a node, directly or transitively.
fn behind(node: usize, answered_by: &Lists<u32>, hidden: &[bool]) -> u32 {
    let mut seen = HashSet::new();
    let mut next = vec![node as u32];
    while let Some(at) = next.pop() {
        let outer = answered_by.of(at).iter().filter(|outer| hidden[**outer as usize]);
        next.extend(outer.filter(|outer| seen.insert(**outer)));
    }
    seen.len() as u32
}
