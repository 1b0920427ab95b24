package io.wireroom.ingest.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the head of an answer, up to a limit of bytes: the client's own limits are for a line and for the
 * number of lines, and both at their most are megabytes. Interim answers (1xx) are bounded too. For one connection.
 */
final class BoundedHead extends DefaultHttpResponseParser {

    /** The largest heads of news sites hold policies and hints of some 20 KiB. */
    static final int MAX_BYTES = 128 * 1024;

    private static final int MAX_INTERIM = 10;

    private int interim;

    BoundedHead(Http1Config limits) {
        super(limits);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        var answer = super.parse(buffer, new Bounded(in));
        interim = answer != null && answer.getCode() < 200 ? interim + 1 : 0;
        if (interim > MAX_INTERIM) {
            throw new MessageConstraintException("more than " + MAX_INTERIM + " interim answers");
        }
        return answer;
    }

    /** What is read from the socket while the head is: some of it, up to a buffer's size, may belong to the body. */
    private static final class Bounded extends FilterInputStream {
        private int count;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var b = super.read();
            counted(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int off, int len) throws IOException {
            var n = super.read(bytes, off, len);
            counted(Math.max(0, n));
            return n;
        }

        private void counted(int n) throws MessageConstraintException {
            count += n;
            if (count > MAX_BYTES) {
                throw new MessageConstraintException("a head of more than " + MAX_BYTES + " bytes");
            }
        }
    }
}
