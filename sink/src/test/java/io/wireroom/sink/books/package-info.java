@NullMarked
package io.wireroom.sink.books;

import org.jspecify.annotations.NullMarked;
