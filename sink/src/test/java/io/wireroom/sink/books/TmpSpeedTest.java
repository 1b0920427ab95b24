package io.wireroom.sink.books;

import io.wireroom.sink.Samples;
import io.wireroom.sink.TestStore;
import io.wireroom.sink.store.Desk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TmpSpeedTest {
    @Test
    void speed() throws Exception {
        var store = TestStore.empty();
        new Desk(store);
        store.execute("""
            insert into outcome (item, step, attempt, status, is_final, at, link, url, source, discovered_at, article, version)
            select md5(i::text), s.step, s.attempt, s.status, s.fin, timestamptz '2024-03-05T10:00:00Z', md5('l'||i), 'https://gazette.example/' || i, 'gazette', timestamptz '2024-03-05T10:00:00Z' + (i % 86000) * interval '1 s', case when s.fin then md5('a'||i) end, case when s.fin then 1 end
            from generate_series(1, 200000) i cross join (values ('schedule',0,'discovered',false),('schedule',1,'released',false),('fetch',1,'fetched',false),('clean',1,'published',false),('store',1,'stored',true)) s(step,attempt,status,fin)""");
        store.execute(
                "insert into article_version (id, version, item, observed_at, record) select md5('a'||i), 1, md5(i::text), now(), '{}' from generate_series(1,200000) i");
        store.execute(
                "insert into article select md5('a'||i), 1, 'u', 'c', 's', 't', 't', 'en', null, now(), now(), 'usable', 'g', '{}', now() from generate_series(1,200000) i");
        store.execute("analyze");
        for (int i = 0; i < 2; i++) {
            var t = System.nanoTime();
            var l = Ledger.read(store.pool(), Samples.TEN, Duration.ofHours(24), Desk.NOW);
            System.out.println("SPEED ledger ms " + (System.nanoTime() - t) / 1_000_000 + " "
                    + l.imbalances().size() + " " + l.total().stored());
            t = System.nanoTime();
            var s = Summary.read(store.pool());
            System.out.println("SPEED summary ms " + (System.nanoTime() - t) / 1_000_000 + " " + s.links());
            t = System.nanoTime();
            var tr = Trace.of(store.pool(), "https://gazette.example/777");
            System.out.println("SPEED trace ms " + (System.nanoTime() - t) / 1_000_000 + " "
                    + tr.steps().size());
            t = System.nanoTime();
            var l2 = Ledger.read(store.pool(), Samples.TEN.plusSeconds(82400), Duration.ofHours(24), Desk.NOW);
            System.out.println("SPEED ledger 1h ms " + (System.nanoTime() - t) / 1_000_000 + " "
                    + l2.total().stored());
        }
    }
}
