"""The RELAX NG engine, judged by its suites, by jing and by faults whose causes are known."""
