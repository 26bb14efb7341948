//! The article: layout, scroll, hit, paint.
