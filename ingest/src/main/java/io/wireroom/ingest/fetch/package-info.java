/** The fetcher: stateless; executes requests and writes links, pages and answers, all in one transaction with its offsets. */
@NullMarked
package io.wireroom.ingest.fetch;

import org.jspecify.annotations.NullMarked;
