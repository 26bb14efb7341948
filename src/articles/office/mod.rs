//! Office documents: DOCX and ODT, with what the two formats share.

pub(super) mod docx;
mod flow;
mod mathml;
mod numerals;
pub(super) mod odt;
pub(super) mod omissions;
mod table;
