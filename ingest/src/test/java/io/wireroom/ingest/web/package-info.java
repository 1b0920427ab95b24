@NullMarked
package io.wireroom.ingest.web;

import org.jspecify.annotations.NullMarked;
