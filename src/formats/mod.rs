//! Importers and exporters: one file a format, one line each in a table.
