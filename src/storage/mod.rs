//! Reading and writing: the annotation file, articles as bytes, settings.
